"""Questions to verified answers. Knows no web framework.

What lives where; each imports only what stands above it here (tests/test_architecture.py):

    types           what flows: evidence, citations, statements, the answer, the events of its stream
    config          settings, the only reader of the environment
    lexicon/        words and names that several packages read alike; text as pairs of characters
    figures/        figures of Chinese texts: found, normalised, compared
    question/       what is asked: kind, subject, place, time; follow-ups; how much of it a text speaks about
    evidence/       what a sentence that was found says by itself: its clauses, its time, its enumeration
    fitting/        whether a sentence fits what is asked: kind, place, time, names, aspect
    generators/     the models that draft
    relevance/      the models that judge sentences and compare them
    models/         the embedded models, unpacked and checked
    documents/      what is told of documents: in force or not, how one was cut, what may have been misread
    tables/         tables of documents: rows under their heads, what a cell says, their words
    render          an answer as text and JSON
    voice           code's own words in what is written for a reader, in Chinese or another language
    measures/       support measures, read from documents
    profile/        an enterprise, read from a sentence or a form
    retrieval/      the evidence of a question: documents meant, what is found in them, what belongs together
    reader/         which sentences answer, and whether any does: ranking, refusal, the extractive answer
    table_answers/  questions that a table answers
    match/          an enterprise and measures: which fit, what they come to
    proof/          the steps by which a draft sentence follows from its source
    citations       what of a draft may be shown, with the place that proves it
    claims/         the figure check of a sentence or a draft
    answering/      the steps of an answer
    pipeline        one question, one flow: takes those steps in order
    cite/           whether citations still stand; the bundle that proves them elsewhere
    accounts/       who may use the server, and who changed what
    assemble        settings to running objects
    doctor          what is needed and missing, and how to repair it
    schemas/        what the JSON of the commands looks like
    question_files  files of questions, drafts and profiles, a line each
    cli/            the commands
    evaluation/     questions with known answers: run, judged, reported
    training/       how the models that ship were made
"""
