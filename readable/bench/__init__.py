"""How fast it is, beside what else makes pictures of articles: `readable bench`.

Every contender works in a process of its own (`worker`), which imports only what that one needs.
`runs` asks them in turn and compares; `report` says what came out.
"""
