"""Dos perfiles publicados con una sección en disputa. Quiénes y por qué son ficción."""

from datetime import datetime
from functools import partial

from candidaturas.models import Candidatura, SeccionDePerfil
from captura.demostracion.guion import Guion, momento
from captura.flujo import Paso
from captura.servicios.pasos import dar_paso

CUANDO = momento(5, 26, 11)
DE_QUIENES = {
    "PT": (SeccionDePerfil.CURRICULAR, "Se impugnó lo que dice de su escolaridad."),
    "UDC-PVEM": (SeccionDePerfil.FOTOGRAFIA, "Se reclamó la autoría de la fotografía."),
}


def planear_pausas(
    guion: Guion, candidaturas: list[Candidatura], publicadas: dict[int, datetime]
) -> None:
    for siglas, (seccion, motivo) in DE_QUIENES.items():
        suya = next(
            c
            for c in candidaturas
            if c.formula.actor.siglas == siglas
            and c.formula.eleccion.cargo.clave == "diputacion-mr"
            and publicadas.get(c.pk, CUANDO) < CUANDO
        )
        guion.el(
            CUANDO,
            partial(
                dar_paso,
                cuestionario=suya.cuestionario,
                paso=Paso.PAUSAR,
                secciones=(seccion,),
                motivo=motivo,
                adscripcion=guion.cuentas["coordinacion"],
            ),
        )
