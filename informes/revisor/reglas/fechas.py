"""Reglas de periodo y de fechas."""

import re
from collections.abc import Iterator
from datetime import date

from informes.redaccion import MESES, fecha_corta, periodo
from informes.revisor.hallazgos import Lugar
from informes.revisor.reglas.regla import Regla

_DIA = r"(?:[a-záéíóú]+(?: y [a-záéíóú]+)? )?\(?(?P<dia{n}>\d{{1,2}})\)?"
_MES = rf"(?P<mes{{n}}>{'|'.join(MESES)})"
_RANGO = re.compile(
    (
        r"\b(?:del|desde el)(?: día)? "
        + _DIA.format(n=1)
        + r"(?: de "
        + _MES.format(n=1)
        + r"(?: de(?:l)? (?P<anio1>\d{4}))?)? al "
        + _DIA.format(n=2)
        + r" de "
        + _MES.format(n=2)
        + r" de(?:l)? (?P<anio2>\d{4})"
    ),
    re.IGNORECASE,
)


def rangos(texto: str) -> Iterator[tuple[str, date, date]]:
    """Los periodos escritos en un texto: como está, inicio y fin. Fechas imposibles, no."""
    for hallado in _RANGO.finditer(texto):
        anio2 = int(hallado["anio2"])
        mes2 = MESES.index(hallado["mes2"].lower()) + 1
        mes1 = MESES.index(hallado["mes1"].lower()) + 1 if hallado["mes1"] else mes2
        anio1 = int(hallado["anio1"] or anio2)
        try:
            yield (
                hallado[0],
                date(anio1, mes1, int(hallado["dia1"])),
                date(anio2, mes2, int(hallado["dia2"])),
            )
        except ValueError:
            continue


class PeriodosDistintos(Regla):
    """¿Todos los párrafos dicen el mismo periodo?"""

    clave = "IM-01"
    nombre = "Dos periodos distintos"
    PARTES = frozenset({"fundamento", "periodo", "actividades"})

    def revisar(self, material):
        for texto in material.textos:
            if texto.lugar.parte not in self.PARTES or texto.lugar.numero:
                continue
            for escrito, desde, hasta in rangos(texto.texto):
                if (desde, hasta) != (material.desde, material.hasta):
                    bueno = periodo(material.desde, material.hasta)
                    yield self.hallazgo(
                        texto.lugar,
                        escrito,
                        f"Aquí el periodo es otro; el del informe es «{bueno}».",
                        "Borre el párrafo propio para que tome el periodo del informe, o corrija "
                        "el periodo.",
                    )


class FueraDelPeriodo(Regla):
    """¿Cada actividad y cada reunión ocurrió dentro del periodo?"""

    clave = "IM-02"
    nombre = "Fuera del periodo"

    def revisar(self, material):
        for numero, renglon in enumerate(material.renglones, 1):
            for dia in renglon.fechas:
                yield from self._fuera(material, Lugar("actividades", numero), dia)
        for numero, reunion in enumerate(material.reuniones, 1):
            if reunion.fecha:
                yield from self._fuera(material, Lugar("reuniones", numero), reunion.fecha)

    def _fuera(self, material, lugar, dia):
        if not material.desde <= dia <= material.hasta:
            yield self.hallazgo(
                lugar,
                fecha_corta(dia),
                f"Esta fecha no cae en el periodo ({periodo(material.desde, material.hasta)}).",
                "Corrija la fecha o pase el asunto al informe que le toca.",
            )


class SinFecha(Regla):
    """¿Se sabe cuándo fue cada actividad y cada reunión?"""

    clave = "IM-03"
    nombre = "Sin fecha"

    def revisar(self, material):
        for numero, renglon in enumerate(material.renglones, 1):
            if not renglon.fechas:
                yield self.hallazgo(
                    Lugar("actividades", numero), renglon.texto[:80], "No dice cuándo fue."
                )
        for numero, reunion in enumerate(material.reuniones, 1):
            if reunion.fecha is None:
                yield self.hallazgo(
                    Lugar("reuniones", numero),
                    reunion.nombre,
                    "La reunión no tiene fecha: no se sabe si cae en el periodo.",
                    "Anote la fecha en que se celebró.",
                )


class RangoAbierto(Regla):
    """¿Cada rango de fechas tiene fin?"""

    clave = "IM-04"
    nombre = "Rango sin cerrar"

    def revisar(self, material):
        for numero, renglon in enumerate(material.renglones, 1):
            if renglon.rango_abierto:
                yield self.hallazgo(
                    Lugar("actividades", numero),
                    f"{fecha_corta(renglon.fechas[0])} al",
                    "El rango empieza y no termina.",
                    "Anote la fecha de término, o déjela como un solo día.",
                )


class FueraDeOrden(Regla):
    """¿Los renglones van por fecha?"""

    clave = "IM-05"
    nombre = "Fuera de orden"

    def revisar(self, material):
        anterior = None
        for numero, renglon in enumerate(material.renglones, 1):
            if not renglon.fechas:
                continue
            inicio = min(renglon.fechas)
            if anterior and inicio < anterior:
                yield self.hallazgo(
                    Lugar("actividades", numero),
                    fecha_corta(inicio),
                    f"Empieza antes que el renglón de arriba ({fecha_corta(anterior)}).",
                    "Muévalo a su lugar por fecha.",
                )
            anterior = inicio
