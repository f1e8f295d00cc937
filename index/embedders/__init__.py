"""The embedders behind `index.embedder`, one file each, and the layout of a prepared model folder."""
