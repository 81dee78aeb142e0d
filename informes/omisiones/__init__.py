"""La lista de omisiones: quién no ha capturado qué, con las pruebas de que se le pidió.

Qué falta lo deciden `captura.tablero` y `captura.reglas`; aquí solo se reúne lo que prueba cada
omisión. Es lo que hay al hacerla: las reglas se aplican a los cuestionarios de hoy y no se puede
pedir la lista de una fecha pasada (para eso están las cifras del informe cuantitativo).
"""
