"""Leer los archivos de candidaturas como los exportan el INE y el PREP, sin adivinar en silencio.

`servicio.importar_candidaturas` es la única entrada. El camino de un renglón: lectura → encabezados
→ limpieza → catálogo → escritura; cada cambio o duda queda en el reporte.
"""
