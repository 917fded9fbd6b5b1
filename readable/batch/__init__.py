"""Archives of articles to large print: `readable batch`.

`inputs` finds the articles, `settings` says what is made of each, `work` makes it in a worker's
process, `engine` hands the work out and `outputs` publishes it; the `journal` remembers, so that a
second run does only what changed. `run` puts them together.
"""
