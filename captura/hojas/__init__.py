"""Capturar muchas candidaturas de una vez: hoja de cálculo y fotografías en un ZIP.

Las dos van en dos pasos: revisar (una vista previa que no escribe nada) y aplicar (una transacción:
todo o nada), y las dos las hace el trabajador (`captura.trabajos`).
"""
