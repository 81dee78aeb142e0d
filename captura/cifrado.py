"""Cifrar lo que solo puede leerse con una llave del ambiente: AES-256-GCM, de `cryptography`.

`LLAVES_IDENTIDAD` es «nombre:llave» separadas por comas; la llave, 32 bytes en base64. Se cifra con
la primera y se descifra con la que diga cada renglón, así que cambiar de llave es poner otra
delante y volver a cifrar lo anterior (`manage.py rotar_llaves`).
"""

import base64
import binascii
import os
import secrets
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.views.decorators.debug import sensitive_variables

BYTES_DE_NONCE = 12
# El largo de lo cifrado no puede decir cuánto se contestó.
BYTES_DEL_RELLENO = 4096


class NoSeDescifra(Exception):
    """Falta la llave, o el renglón no es el que se cifró. El mensaje no lleva datos."""


@lru_cache(maxsize=4)
def _leer(texto: str) -> dict[str, AESGCM]:
    llaves = {}
    for par in filter(None, texto.split(",")):
        nombre, _, valor = par.strip().partition(":")
        try:
            llave = base64.urlsafe_b64decode(valor)
        except (binascii.Error, ValueError):
            llave = b""
        if not nombre or len(llave) != 32:
            raise NoSeDescifra("LLAVES_IDENTIDAD: se espera «nombre:32 bytes en base64».")
        llaves[nombre] = AESGCM(llave)
    if not llaves:
        raise NoSeDescifra("Falta LLAVES_IDENTIDAD en el ambiente.")
    return llaves


def _llaves() -> dict[str, AESGCM]:
    return _leer(settings.LLAVES_IDENTIDAD)


def llave_actual() -> str:
    """El nombre de la llave con que se cifra hoy."""
    return next(iter(_llaves()))


def llave_nueva() -> str:
    """Una llave al azar, como se escribe en el ambiente."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@sensitive_variables()
def cifrar(datos: bytes, contexto: str) -> tuple[str, bytes]:
    """(nombre de la llave, cifrado). `contexto` dice de qué renglón es: en otro no se descifra."""
    nombre = llave_actual()
    relleno = datos + b" " * (-len(datos) % BYTES_DEL_RELLENO)
    nonce = os.urandom(BYTES_DE_NONCE)
    return nombre, nonce + _llaves()[nombre].encrypt(nonce, relleno, contexto.encode())


@sensitive_variables()
def descifrar(nombre: str, cifrado: bytes | memoryview, contexto: str) -> bytes:
    """Lanza `NoSeDescifra` si falta la llave o el renglón se alteró o se cambió de lugar."""
    llave = _llaves().get(nombre)
    if llave is None:
        raise NoSeDescifra(f"La llave «{nombre}» no está en LLAVES_IDENTIDAD.")
    nonce, cuerpo = bytes(cifrado[:BYTES_DE_NONCE]), bytes(cifrado[BYTES_DE_NONCE:])
    try:
        return llave.decrypt(nonce, cuerpo, contexto.encode()).rstrip(b" ")
    except (InvalidTag, ValueError):
        raise NoSeDescifra("El renglón no es el que se cifró.") from None
