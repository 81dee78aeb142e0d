"""El informe cuantitativo de la información capturada, a cualquier corte.

Un corte es lo que estaba anotado en la base hasta ese momento: se calcula de la historia que
escriben los disparadores, nunca de las tablas de hoy. Por eso el mismo corte da los mismos bytes
hoy y el año que viene; lo que se anota después, aunque surta efecto antes, sale en el corte
siguiente como movimiento tardío.
"""
