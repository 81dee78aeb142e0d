"""Dos movimientos en las fechas en que el IEC avisó al INE de sustituciones (informe de mayo de
2023): antes del 3 y del 24 de mayo. Quiénes y por qué son ficción."""

from datetime import datetime
from functools import partial

from candidaturas.models import Candidatura
from captura.demostracion.guion import Guion, momento
from captura.demostracion.personas import personas
from captura.models import Causa
from captura.servicios.sustituciones import QuienEntra, dar_de_baja, sustituir

SEMILLA = 503
# Sin compromisos por firmar, para que nada de lo planeado les ocurra después de salir.
DE_QUIENES = ("MC", "Morena")


def planear_movimientos(
    guion: Guion,
    candidaturas: list[Candidatura],
    publicadas: dict[int, datetime],
    ajenas: frozenset[str],
) -> None:
    ocupados = ajenas | {c.nombre for c in candidaturas}
    gente = personas(semilla=SEMILLA, jornada=guion.proceso.jornada_el, ajenas=ocupados)
    limite = momento(5, 2, 8)
    listas = [
        next(
            c
            for c in candidaturas
            if c.formula.actor.siglas == siglas
            and c.formula.numero
            and publicadas.get(c.pk, limite) < limite
        )
        for siglas in DE_QUIENES
    ]
    coordinacion = guion.cuentas["coordinacion"]
    persona = next(p for p in gente if p.sexo == listas[0].sexo)
    guion.el(
        momento(5, 2, 17, 30),
        partial(
            sustituir,
            candidatura=listas[0],
            causa=Causa.RENUNCIA,
            acuerdo="Acuerdo de ejemplo 1 (demostración)",
            surte_efecto_en=momento(5, 2, 13),
            entra=QuienEntra(
                nombres=persona.nombres,
                primer_apellido=persona.primer_apellido,
                segundo_apellido=persona.segundo_apellido,
                sexo=persona.sexo,
                nace_el=persona.nace_el,
                folio="DEMO-S01",
            ),
            adscripcion=coordinacion,
        ),
    )
    guion.el(
        momento(5, 23, 18),
        partial(
            dar_de_baja,
            candidatura=listas[1],
            causa=Causa.RENUNCIA,
            acuerdo="Acuerdo de ejemplo 2 (demostración)",
            surte_efecto_en=momento(5, 23, 12),
            adscripcion=coordinacion,
        ),
    )
