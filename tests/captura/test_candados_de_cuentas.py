"""Invitar, reenviar, entrar y delegar a la vez: el segundo espera y se entera (`en_medio`)."""

from functools import partial

import pytest

from captura.models import Correo, Invitacion, PlantillaDeCorreo, Rol
from captura.servicios import correos, cuentas, invitaciones
from captura.servicios.invitaciones import InvitacionNoPosible, entrar_con_enlace
from conoceles.comun.errores import ErrorDeDominio
from tests.captura.test_invitaciones import invitar, sin_frenos  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def a_la_candidata(papeles, correo="una@example.org"):
    suya = [papeles.cuestionario.candidatura]
    return partial(
        invitar, papeles.cuentas["enlace"], Rol.CANDIDATA, candidaturas=suya, correo=correo
    )


def test_dos_invitaciones_a_la_misma_candidatura_dejan_una(papeles, en_medio):
    otra = en_medio(invitaciones, "_mandar", a_la_candidata(papeles, "otra@example.org"))
    a_la_candidata(papeles)()
    assert isinstance(otra(), InvitacionNoPosible)
    assert Invitacion.objects.count() == 1


def test_dos_reenvios_a_la_vez_mandan_dos_correos_y_sirve_el_ultimo(papeles, en_medio):
    a_la_candidata(papeles)()
    reenviar = partial(
        invitaciones.reenviar,
        invitacion=Invitacion.objects.get(),
        adscripcion=papeles.cuentas["enlace"],
    )
    otro = en_medio(invitaciones, "_mandar", reenviar)
    reenviar()
    assert otro().envios == 3
    ultima = Correo.objects.latest("pk").reservados["enlace"].rstrip("/").rsplit("/", 1)[-1]
    assert invitaciones.buscar(ultima)


def test_dos_clics_en_el_enlace_de_candidata_entran_a_la_misma_cuenta(papeles, en_medio):
    entrar = partial(entrar_con_enlace, ficha=a_la_candidata(papeles)(), aviso=1)
    otro = en_medio(invitaciones, "_abrir", entrar)
    assert entrar() == otro()


def test_dos_delegaciones_a_la_vez_dejan_la_ultima(papeles, en_medio):
    capturista = papeles.cuentas["capturista"]
    suyas = (papeles.propio.candidatura, papeles.cuestionario.candidatura)
    una, otra = (
        partial(
            cuentas.delegar,
            objetivo=capturista,
            candidaturas=[candidatura],
            adscripcion=papeles.cuentas["enlace"],
        )
        for candidatura in suyas
    )
    ultima = en_medio(cuentas, "_anotar", otra)
    una()
    ultima()
    assert list(capturista.candidaturas.all()) == [suyas[1]]


# --- Correos ------------------------------------------------------------------------------------
def test_el_correo_que_esta_saliendo_no_se_reintenta(papeles, en_medio):
    invitaciones.invitar(
        personas=[
            invitaciones.Invitada(
                rol=Rol.CAPTURISTA,
                persona="Persona Invitada",
                correo="una@example.org",
                actor=papeles.a,
                candidaturas=[papeles.propio.candidatura],
            )
        ],
        adscripcion=papeles.cuentas["enlace"],
    )
    correo = Correo.objects.get()
    reintento = en_medio(
        correos,
        "_entregar",
        partial(correos.reintentar, correo=correo, adscripcion=papeles.cuentas["sistemas"]),
    )
    correos.enviar(correo.pk)
    assert isinstance(reintento(), ErrorDeDominio)


@pytest.mark.parametrize("ya_editada", [False, True])
def test_dos_que_editan_el_mismo_correo_a_la_vez_no_se_pisan(papeles, en_medio, ya_editada):
    def editar(asunto):
        return correos.editar_plantilla(
            clave="invitacion",
            asunto=asunto,
            cuerpo=correos.texto_vigente("invitacion").cuerpo,
            version=version,
            adscripcion=papeles.cuentas["coordinacion"],
        )

    version = ""
    if ya_editada:
        version = editar("Cero").actualizado_en.isoformat()
    otra = en_medio(correos.reloj, "ahora", partial(editar, "Dos"), vez=2)
    editar("Uno")
    assert isinstance(otra(), correos.PlantillaCambiada)
    assert PlantillaDeCorreo.objects.get().asunto == "Uno"
