"""What happens on the pages: pure generators and functions. Knows no Gradio and no threads."""
