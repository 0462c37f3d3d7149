"""/minutes …: what people type in the channel or in a direct message.

May touch: verbs, rules, blocks, set-up, the HandlerContext they are given. May not touch: sockets, the home,
buttons and forms (they come in through `incoming`).
"""
