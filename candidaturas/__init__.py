"""PÚBLICO: hechos del registro, territorio y perfiles ya publicados; consulta y datos abiertos.

Aquí no hay cuentas, borradores ni dato alguno que deba ocultarse: eso vive en `captura`.
"""
