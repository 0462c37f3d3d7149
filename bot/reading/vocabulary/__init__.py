"""What people write, and what they mean by it: the tables behind every decision about words.

`headings` holds plain words. The others hold phrases in regular-expression notation; they are looked for in
text that is in small letters, with straight quotes and single spaces (see `plain`), and never begin inside
a word.
"""
