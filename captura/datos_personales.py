"""Todo lo que el sistema tiene sobre una persona, en un ZIP. Qué se incluye lo dice el mapa de
datos: un campo nuevo entra solo.

Lleva `datos.json`, `expediente.html` para leerlo y sus archivos.
"""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_variables

from candidaturas.models import Candidatura
from captura.identidad import Respuestas, preguntas_de
from captura.models import RespuestasDeIdentidad, Rol, Usuario
from conoceles.comun.mapa_de_datos import Tabla, mapa

FECHA_FIJA = (2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Seccion:
    """Los renglones de una tabla que hablan de la persona: campo → valor."""

    tabla: Tabla
    renglones: list[dict[str, Any]]

    @property
    def clave(self) -> str:
        return self.tabla.modelo._meta.label

    @property
    def titulo(self) -> str:
        return str(self.tabla.modelo._meta.verbose_name_plural)

    @property
    def con_nombres(self) -> list[list[tuple[str, Any]]]:
        """Los renglones con cada campo por su nombre en español."""
        campos = self.tabla.modelo._meta
        return [
            [(str(campos.get_field(campo).verbose_name), valor) for campo, valor in renglon.items()]
            for renglon in self.renglones
        ]


class Reunion:
    """Reúne lo de una persona. `respuestas`: lo que contestó sobre su identidad, ya abierto, o None
    si quien lo pide no es ella."""

    @sensitive_variables()
    def __init__(self, candidatura: Candidatura, respuestas: Respuestas | None):
        self.candidatura = candidatura
        self._respuestas = respuestas
        # Ruta en el ZIP → archivo guardado; dos renglones pueden llevar el mismo.
        self.archivos: dict[str, models.fields.files.FieldFile] = {}
        self._rutas: dict[tuple[str, str], str] = {}
        self.cuentas = list(
            Usuario.objects.filter(
                Q(adscripcion__candidaturas=candidatura) | Q(invitacion__candidaturas=candidatura),
                adscripcion__rol=Rol.CANDIDATA,
            ).distinct()
        )

    def secciones(self) -> list[Seccion]:
        return [
            Seccion(tabla, [self._renglon(tabla, fila) for fila in self._filas(tabla)])
            for tabla in mapa().values()
            if tabla.lleva_a_una_persona and any(dato.se_entrega for dato in tabla.datos())
        ]

    def _filas(self, tabla: Tabla) -> models.QuerySet:
        todas = tabla.modelo._default_manager.order_by("pk")
        if tabla.por_folio:
            folios: list[str] = []
            for modelo in tabla.por_folio:
                folios += self._filas(mapa()[modelo]).values_list("folio", flat=True)
            return todas.filter(folio__in=folios)
        suyas = Q(pk__in=[])
        if tabla.candidatura:
            suyas |= Q(**{tabla.candidatura: self.candidatura.pk})
        if tabla.cuenta:
            suyas |= Q(**{f"{tabla.cuenta}__in": [cuenta.pk for cuenta in self.cuentas]})
        if tabla.por_historia:
            historia, campo = tabla.por_historia
            anteriores = self._filas(mapa()[historia]).order_by().values(campo)
            suyas |= Q(pk__in=anteriores)
        return todas.filter(suyas, **tabla.solo).distinct()

    def _renglon(self, tabla: Tabla, fila: models.Model) -> dict[str, Any]:
        return {
            dato.campo: self._valor(fila, dato.campo) for dato in tabla.datos() if dato.se_entrega
        }

    def _valor(self, fila: models.Model, campo: str) -> Any:
        descripcion = fila._meta.get_field(campo)
        if isinstance(fila, RespuestasDeIdentidad) and campo == "cifradas":
            return self._contestado(fila)
        if descripcion.many_to_many:
            return [str(otro) for otro in getattr(fila, campo).all()]
        valor = getattr(fila, descripcion.attname)
        if isinstance(descripcion, models.FileField):
            return self._archivo(fila, campo, valor)
        if descripcion.is_relation:
            return None if valor is None else str(valor)
        if getattr(descripcion, "choices", None):
            return dict(descripcion.flatchoices).get(valor, valor)
        return valor

    def _contestado(self, fila: RespuestasDeIdentidad) -> dict[str, Any]:
        """Pregunta → lo que eligió, con las palabras de la versión que contestó."""
        if self._respuestas is None:
            return {"Contestado": ["Solo se entrega a la propia persona, con su cuenta."]}
        dicho = {}
        for clave, pregunta in preguntas_de(fila.cuestionario.contenido).por_clave.items():
            valor = self._respuestas.de(clave)
            if valor is None:
                continue
            elegidas = [valor] if isinstance(valor, str) else valor
            opciones = dict(pregunta.opciones)
            textos = [opciones.get(elegida, elegida) for elegida in elegidas]
            if escrito := self._respuestas.texto_de(clave):
                textos.append(escrito)
            dicho[pregunta.texto] = textos
        return dicho

    def _archivo(self, fila: models.Model, campo: str, archivo) -> str:
        if not archivo or not archivo.storage.exists(archivo.name):
            return ""
        clave = (str(archivo.storage.location), archivo.name)
        if clave not in self._rutas:
            nombre = f"{fila.pk}-{campo}{PurePath(archivo.name).suffix}"
            self._rutas[clave] = f"archivos/{fila._meta.model_name}/{nombre}"
            self.archivos[self._rutas[clave]] = archivo
        return self._rutas[clave]


@sensitive_variables()
def en_zip(
    candidatura: Candidatura,
    respuestas: Respuestas | None,
    *,
    hecho_en: datetime,
    avance: Callable[[int, int], object] | None = None,
) -> bytes:
    """El ZIP entero en memoria: nunca toca el disco en claro."""
    reunion = Reunion(candidatura, respuestas)
    secciones = reunion.secciones()
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as destino:
        _poner(destino, "datos.json", _json(candidatura, secciones, hecho_en))
        html = render_to_string(
            "captura/derechos/expediente.html",
            {"candidatura": candidatura, "secciones": secciones, "hecho_en": hecho_en},
        )
        _poner(destino, "expediente.html", html.encode())
        for numero, (ruta, archivo) in enumerate(reunion.archivos.items(), start=1):
            if avance:
                avance(numero, len(reunion.archivos))
            with archivo.storage.open(str(archivo.name)) as abierto:
                _poner(destino, ruta, abierto.read())
    return salida.getvalue()


def _json(candidatura: Candidatura, secciones: list[Seccion], hecho_en: datetime) -> bytes:
    contenido = {
        "persona": candidatura.nombre,
        "proceso": candidatura.proceso.nombre,
        "hecho_en": hecho_en,
        "tablas": {
            seccion.clave: {
                "finalidad": seccion.tabla.finalidad,
                "renglones": seccion.renglones,
            }
            for seccion in secciones
        },
    }
    return json.dumps(contenido, ensure_ascii=False, indent=1, cls=_Codificador).encode()


class _Codificador(DjangoJSONEncoder):
    def default(self, o):
        return bytes(o).hex() if isinstance(o, bytes | memoryview) else super().default(o)


def _poner(destino: zipfile.ZipFile, ruta: str, datos: bytes) -> None:
    destino.writestr(zipfile.ZipInfo(ruta, FECHA_FIJA), datos, zipfile.ZIP_DEFLATED)
