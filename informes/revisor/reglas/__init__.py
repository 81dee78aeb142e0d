"""Las reglas: una clase por clave, con la pregunta que responde como docstring.

Ninguna cita los valores de un informe: las palabras y los nombres están en `palabras.json`. Las
faltas que buscan son las del informe de mayo de 2023 de la UTTAI.
"""

# Importar cada módulo registra sus reglas.
from informes.revisor.reglas import documentos, fechas, palabras
from informes.revisor.reglas.regla import REGLAS

__all__ = ["REGLAS", "documentos", "fechas", "palabras"]
