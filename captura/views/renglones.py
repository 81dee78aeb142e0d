"""Lo que las plantillas pintan de un cuestionario: cada campo con su valor, ya en palabras."""

import difflib
import re
from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse

from captura.apartados import APARTADOS, Apartado, como_texto, etiqueta_de
from captura.models import Cuestionario, Observacion

_PALABRAS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Tramo:
    """Parte de un texto comparado: `clase` es igual, quitado o puesto."""

    clase: str
    texto: str


@dataclass(frozen=True, slots=True)
class Observado:
    """Una observación con lo que decía el campo y, si ya cambió, la diferencia."""

    observacion: Observacion
    campo: str
    etiqueta: str
    antes: str
    tramos_antes: list[Tramo]
    tramos_ahora: list[Tramo]
    cambio: bool
    url_foto: str = ""

    @property
    def pendiente(self) -> bool:
        return self.observacion.atendida_en is None


@dataclass(frozen=True, slots=True)
class Renglon:
    """Un campo del cuestionario tal como se lee."""

    campo: str
    etiqueta: str
    texto: str
    observados: list[Observado] = field(default_factory=list)


def comparar(antes: str, ahora: str) -> tuple[list[Tramo], list[Tramo]]:
    """Los dos textos partidos en tramos, con lo quitado y lo puesto marcados por palabra."""
    a, b = _PALABRAS.findall(antes), _PALABRAS.findall(ahora)
    tramos_antes, tramos_ahora = [], []
    comparador = difflib.SequenceMatcher(None, a, b, autojunk=False)
    for accion, a1, a2, b1, b2 in comparador.get_opcodes():
        if accion == "equal":
            tramos_antes.append(Tramo("igual", "".join(a[a1:a2])))
            tramos_ahora.append(Tramo("igual", "".join(b[b1:b2])))
            continue
        if a1 < a2:
            tramos_antes.append(Tramo("quitado", "".join(a[a1:a2])))
        if b1 < b2:
            tramos_ahora.append(Tramo("puesto", "".join(b[b1:b2])))
    return tramos_antes, tramos_ahora


def observados_de(cuestionario: Cuestionario) -> dict[str, list[Observado]]:
    """Las observaciones de la última ronda, por campo."""
    por_campo = defaultdict(list)
    ultimas = cuestionario.observaciones.filter(ronda=cuestionario.ronda)
    for observacion in ultimas:
        por_campo[observacion.campo].append(_observado(cuestionario, observacion))
    return dict(por_campo)


def rondas_anteriores(cuestionario: Cuestionario) -> list[Observacion]:
    """Lo observado antes de la última ronda, de lo más reciente a lo más antiguo."""
    anteriores = cuestionario.observaciones.filter(ronda__lt=cuestionario.ronda)
    return list(anteriores.order_by("-ronda", "pk"))


def _observado(cuestionario: Cuestionario, observacion: Observacion) -> Observado:
    campo = observacion.campo
    if campo == "foto":
        huella = cuestionario.foto.huella if cuestionario.foto else ""
        anterior = observacion.valor_observado or ""
        url = reverse("captura:fotografia", args=[cuestionario.pk])
        return Observado(
            observacion,
            campo,
            etiqueta_de(campo),
            "",
            [],
            [],
            huella != anterior,
            f"{url}?huella={anterior}" if anterior else "",
        )
    antes = como_texto(campo, observacion.valor_observado)
    ahora = como_texto(campo, getattr(cuestionario, campo))
    cambio = antes != ahora
    tramos = comparar(antes, ahora) if cambio else ([], [])
    return Observado(observacion, campo, etiqueta_de(campo), antes, *tramos, cambio)


def apartados_de(
    cuestionario: Cuestionario, observados: dict[str, list[Observado]] | None = None
) -> list[tuple[Apartado, list[Renglon]]]:
    """El cuestionario completo para leer, por apartados."""
    observados = observados or {}
    return [
        (
            apartado,
            [
                Renglon(
                    campo,
                    etiqueta_de(campo),
                    como_texto(campo, getattr(cuestionario, campo)),
                    observados.get(campo, []),
                )
                for campo in apartado.campos
            ],
        )
        for apartado in APARTADOS
    ]
