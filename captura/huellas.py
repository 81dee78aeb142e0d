"""Huellas (SHA-256) y folios: lo que permite probar que un contenido es el que fue."""

import hashlib
import json
import secrets

from candidaturas.models import CAMPOS_DE_SECCION, SeccionDePerfil
from captura.models import Cuestionario

# Sin vocales ni caracteres que se confundan al dictarlos o leerlos en papel.
_ALFABETO = "23456789BCDFGHJKLMNPQRSTVWXZ"


def huella_de(datos) -> str:
    """SHA-256 hexadecimal del JSON canónico de `datos` (claves ordenadas, UTF-8)."""
    canonico = json.dumps(datos, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonico.encode()).hexdigest()


def contenido_de(cuestionario: Cuestionario) -> dict:
    """Lo que se envía, se verifica y se publica: campos públicos, huella de la fotografía y, si las
    hay, de cada declaración."""
    contenido = cuestionario.contenido()
    contenido["foto"] = cuestionario.foto.huella if cuestionario.foto else ""
    declaraciones = cuestionario.declaraciones.vigentes().values_list("clase", "huella")
    if declaraciones:
        contenido["declaraciones"] = dict(declaraciones)
    return contenido


def huella_de_seccion(contenido: dict, seccion: SeccionDePerfil) -> str:
    """La de los campos de una sección, del contenido que da `contenido_de`. Las declaraciones van
    con la información curricular."""
    suyos = {campo: contenido[campo] for campo in CAMPOS_DE_SECCION[seccion]}
    if seccion is SeccionDePerfil.CURRICULAR and "declaraciones" in contenido:
        suyos["declaraciones"] = contenido["declaraciones"]
    return huella_de(suyos)


def nuevo_folio(prefijo: str, anio: int) -> str:
    """Folio que no se adivina: `PREFIJO-AÑO-` y doce caracteres al azar (unos 57 bits)."""
    azar = "".join(secrets.choice(_ALFABETO) for _ in range(12))
    return f"{prefijo}-{anio}-{azar[:4]}-{azar[4:8]}-{azar[8:]}"
