"""Clases de trabajo que solo existen en las pruebas; el trabajador de pruebas también las carga."""

import time
from pathlib import Path

from captura.models import Rol
from captura.servicios.trabajos import Resultado, ejecuta
from conoceles.comun.errores import ErrorDeDominio

MITAD, RESTO = b"la mitad ", b"y el resto"


@ejecuta("prueba_en_dos_partes", titulo="Prueba en dos partes")
def en_dos_partes(trabajo, avance):
    """Escribe la mitad, espera a que exista el archivo `permiso` y escribe lo demás."""
    with avance.temporal.open("wb") as archivo:
        archivo.write(MITAD)
        archivo.flush()
        avance(1, 2)
        while not Path(trabajo.parametros["permiso"]).exists():
            avance(1)
            time.sleep(0.02)  # lo que se espera es una orden de la prueba, en otro proceso
        archivo.write(RESTO)
    avance(2)
    return Resultado("prueba.txt", "Listo.")


@ejecuta("prueba_inmediata", titulo="Prueba inmediata", dias=2)
def inmediata(trabajo, avance):
    avance.temporal.write_text(f"Pedido el {trabajo.pedido_en.isoformat()}")
    return Resultado("prueba.txt")


@ejecuta("prueba_compartida", titulo="Prueba compartida", roles={Rol.REVISION, Rol.COORDINACION})
def compartida(trabajo, avance):
    return inmediata(trabajo, avance)


@ejecuta("prueba_rehusada", titulo="Prueba rehusada")
def rehusada(trabajo, avance):
    avance.temporal.write_text("a medias")
    raise ErrorDeDominio("La hoja no trae renglones.")


@ejecuta("prueba_con_falla", titulo="Prueba con falla")
def con_falla(trabajo, avance):
    raise KeyError("dato-interno-que-nadie-debe-ver")
