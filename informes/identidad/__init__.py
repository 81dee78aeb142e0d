"""La estadística de identidad: pocas tablas, fijas de antemano, que no dejan saber de nadie.

El método, lo que garantiza y lo que no están en docs/estadistica-protegida.md.
"""
