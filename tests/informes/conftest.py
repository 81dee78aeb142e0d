"""Lo que las pruebas de informes comparten: una solicitud atendida y cuentas que entran."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

MEXICO = ZoneInfo("America/Mexico_City")


def momento(mes: int, dia: int, hora: int = 12) -> datetime:
    return datetime(2023, mes, dia, hora, tzinfo=MEXICO)


@pytest.fixture
def proceso(db):
    from tests.fabricas import ProcesoFactory

    return ProcesoFactory(
        clave="pel-2023", nombre="Proceso Electoral Local Ordinario 2023", anio=2023
    )


@pytest.fixture
def personal(proceso):
    """Una cuenta de revisión, que edita informes."""
    from tests.fabricas import AdscripcionFactory

    return AdscripcionFactory(usuario__nombre="Rita Revisora")


@pytest.fixture
def atender(proceso, personal):
    """`atender(siglas="PT", canal=…, recibida=…, atendida=…)`: pide, atiende y da el acto."""
    from captura.models import Acto, Canal, ClaseDeActo
    from captura.servicios.compromisos import atender_solicitud, registrar_solicitud_externa
    from conoceles.comun import reloj
    from tests.fabricas import ActorFactory, CandidaturaFactory, FamiliaFactory

    def hacer(siglas="PT", canal=Canal.CORREO, recibida=None, atendida=None):
        recibida = recibida or momento(6, 1)
        atendida = atendida or recibida
        actor = proceso.actores.filter(siglas=siglas).first() or ActorFactory(
            proceso=proceso, siglas=siglas
        )
        candidatura = CandidaturaFactory(
            formula__actor=actor, formula__eleccion__cargo__proceso=proceso
        )
        with reloj.en(atendida):
            solicitud = registrar_solicitud_externa(
                familia=FamiliaFactory(proceso=proceso),
                actor=actor,
                solicitante=actor,
                candidaturas=[candidatura],
                canal=canal,
                referencia="",
                recibida_en=recibida,
                adscripcion=personal,
            )
            atender_solicitud(solicitud=solicitud, adscripcion=personal)
        return Acto.objects.filter(clase=ClaseDeActo.HABILITACION).latest("pk")

    return hacer


@pytest.fixture
def entrar(client):
    """Entra con una cuenta, con segundo factor si su rol lo exige."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    from captura.models import Rol

    def hacer(adscripcion):
        if adscripcion.rol in Rol.con_segundo_factor():
            TOTP.activate(adscripcion.usuario, generate_totp_secret())
        client.force_login(adscripcion.usuario)
        return client

    return hacer
