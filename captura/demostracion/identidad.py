"""Respuestas de identidad ficticias, dadas por personas ficticias con su propio enlace.

Cada quien consiente lo que quiere: hay quien no publica, quien no se cuenta y quien no contesta.
"""

from datetime import datetime, timedelta
from functools import partial

from candidaturas.models import Candidatura, ProcesoElectoral
from captura.demostracion.guion import Guion, momento
from captura.identidad import PNC, Preguntas, Respuestas, contenido_de_partida, preguntas_de
from captura.models import Adscripcion, FormatoDeConsentimiento, Rol, Usuario
from captura.servicios.avisos import aceptar_aviso
from captura.servicios.captura_de_identidad import (
    crear_cuestionario_de_identidad,
    guardar_respuestas,
)
from captura.servicios.consentimientos import Decision, firmar_consentimiento

# De cada cien que contestan: cuántas dicen Sí, por pregunta. Las demás dicen No o no contestan.
SI_DE_CADA_CIEN = {
    "indigena": 12, "lengua_indigena": 6, "discapacidad": 5, "afromexicana": 4, "lgbtttiq": 7,
    "migrante": 4, "situacion_regular": 60,
}  # fmt: skip
UNA_DE_CADA = 3


def preguntas_de_identidad(proceso: ProcesoElectoral) -> None:
    crear_cuestionario_de_identidad(proceso=proceso, contenido=contenido_de_partida())


def planear_identidad(
    guion: Guion, formato: FormatoDeConsentimiento, candidaturas: list[Candidatura]
) -> None:
    """Una de cada tres contesta, más la de la cuenta de demostración."""
    azar, preguntas = guion.azar, preguntas_de(contenido_de_partida())
    con_cuenta = guion.cuentas["candidata.morena"]
    suyas = set(con_cuenta.candidaturas.values_list("pk", flat=True))
    for candidatura in candidaturas:
        if candidatura.pk in suyas:
            cuando = momento(4, 10, 12, 30)
            guion.el(cuando, partial(_contestar, guion, preguntas, candidatura, con_cuenta))
        elif azar.randrange(UNA_DE_CADA) == 0:
            cuando = momento(4, 4, 10) + timedelta(
                days=azar.randrange(24), minutes=azar.randrange(540)
            )
            guion.el(
                cuando, partial(_con_su_enlace, guion, preguntas, formato, candidatura, cuando)
            )


def _con_su_enlace(
    guion: Guion,
    preguntas: Preguntas,
    formato: FormatoDeConsentimiento,
    candidatura: Candidatura,
    cuando: datetime,
) -> None:
    """Entra con un enlace de dos días, firma lo que consiente y contesta."""
    azar = guion.azar
    cuenta = Usuario(username=f"persona-{candidatura.pk}", nombre=candidatura.nombre, es_demo=True)
    cuenta.set_unusable_password()
    cuenta.save()
    adscripcion = Adscripcion.objects.create(
        usuario=cuenta,
        rol=Rol.CANDIDATA,
        actor=candidatura.formula.actor,
        desde=cuando,
        vence_en=cuando + timedelta(days=2),
    )
    adscripcion.candidaturas.add(candidatura)
    aceptar_aviso(usuario=cuenta, version=1)
    firmar_consentimiento(
        candidatura=candidatura,
        formato=formato,
        decision=Decision(
            tratamiento=True,
            publicacion=azar.random() < 0.5,
            estadistica=azar.random() < 0.75,
        ),
        firmante=candidatura.nombre,
        adscripcion=adscripcion,
    )
    _contestar(guion, preguntas, candidatura, adscripcion)


def _contestar(
    guion: Guion, preguntas: Preguntas, candidatura: Candidatura, adscripcion: Adscripcion
) -> None:
    guardar_respuestas(
        candidatura=candidatura,
        respuestas=respuestas_ficticias(guion.azar, preguntas, candidatura.edad),
        adscripcion=adscripcion,
    )


def respuestas_ficticias(azar, preguntas: Preguntas, edad: int | None) -> Respuestas:
    dadas = Respuestas()
    for pregunta in preguntas.por_clave.values():
        if not pregunta.toca(dadas, edad):
            continue
        opciones = [clave for clave, _ in pregunta.opciones]
        if azar.random() < 0.06:
            valor = PNC
        elif pregunta.edad and edad is not None:
            valor = "si" if pregunta.edad[0] <= edad <= pregunta.edad[1] else "no"
        elif pregunta.clave in SI_DE_CADA_CIEN:
            valor = "si" if azar.randrange(100) < SI_DE_CADA_CIEN[pregunta.clave] else "no"
        else:
            valor = azar.choice(opciones[:-1])
        elegida = [valor] if pregunta.varias else valor
        dadas = dadas.con(Respuestas({pregunta.clave: elegida}), en_lugar_de=())
    return dadas
