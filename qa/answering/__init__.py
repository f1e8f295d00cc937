"""The steps of an answer, which `qa.pipeline` takes in order: what is asked, what a draft says, what was stated, what is told beside it."""
