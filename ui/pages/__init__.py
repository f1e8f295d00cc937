"""The pages in Gradio: which elements there are, and which event fills which."""
