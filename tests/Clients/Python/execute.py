"""nbclient runs a notebook, as nbconvert and papermill do: execute.py IN.ipynb OUT.ipynb"""
import sys

import nbclient
import nbformat

source, target = sys.argv[1:]
notebook = nbformat.read(source, as_version=4)
nbformat.validate(notebook)
nbclient.NotebookClient(notebook, kernel_name="agentnb", timeout=120, startup_timeout=60).execute()
nbformat.validate(notebook)
nbformat.write(notebook, target)
