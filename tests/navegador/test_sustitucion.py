"""Una sustitución de principio a fin, y las pantallas de plazos y pendientes, con axe.

Con CAPTURAS_DE_PANTALLA=carpeta deja ahí una imagen de cada pantalla.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from candidaturas.models import Candidatura, Interrupcion, Parametro
from captura.models import Cuestionario, Prorroga, Rol
from conoceles.comun import reloj
from tests.almacen import vaciar_redis
from tests.fabricas import CuestionarioFactory, PerfilFactory, UsuarioFactory
from tests.navegador.test_reportes_y_textos import entrar, revisar


@pytest.fixture
def por_sustituir(transactional_db, live_server):
    vaciar_redis()
    cuestionario = CuestionarioFactory(completo=True)
    candidatura = cuestionario.candidatura
    PerfilFactory(candidatura=candidatura)
    Candidatura.objects.update(registrada_el=reloj.hoy() - timedelta(days=3))
    Parametro.objects.create(proceso=candidatura.proceso, clave="dias_captura", valor="5")
    return candidatura


def test_se_sustituye_y_el_publico_lo_ve_enseguida(por_sustituir, abrir_pagina, live_server):
    candidatura = por_sustituir
    pagina = abrir_pagina()
    entrar(pagina, Rol.COORDINACION, live_server.url)
    pagina.goto(reverse("captura:movimientos"))
    pagina.get_by_label("Nombre o territorio").fill(candidatura.primer_apellido)
    pagina.get_by_role("button", name="Buscar la candidatura").click()
    revisar(pagina, "movimientos")
    pagina.get_by_role("link", name=candidatura.nombre).click()
    revisar(pagina, "sustituir-1")
    pagina.get_by_label("Otra persona lo ocupa").check()
    pagina.get_by_label("Renuncia", exact=True).check()
    pagina.get_by_label("Acuerdo o resolución").fill("IEC/CG/000/2023")
    pagina.get_by_role("button", name="Continuar").click()
    revisar(pagina, "sustituir-2")
    pagina.get_by_label("Nombre(s)").fill("Nadia")
    pagina.get_by_label("Primer apellido").fill("Entrante")
    pagina.get_by_label("Mujer").check()
    pagina.get_by_role("button", name="Continuar").click()
    expect(pagina.get_by_text("dejan de ser públicos")).to_be_visible()
    revisar(pagina, "sustituir-3")
    pagina.get_by_role("button", name="Sustituir").click()
    expect(pagina.get_by_role("heading", name="Aviso al INE")).to_be_visible()
    revisar(pagina, "movimiento")

    publica = abrir_pagina(360)
    publica.goto(candidatura.get_absolute_url())
    expect(publica.get_by_text("Esta candidatura fue sustituida")).to_be_visible()
    assert "Historia ficticia" not in publica.content()
    publica.get_by_role("link", name="Nadia Entrante").first.click()
    expect(publica.get_by_role("heading", level=1)).to_have_text("Nadia Entrante")


def test_plazos_y_pendientes_son_accesibles(por_sustituir, abrir_pagina, live_server):
    cuestionario = Cuestionario.objects.get()
    prorroga = Prorroga.objects.create(
        cuestionario=cuestionario,
        vencia_en=reloj.ahora(),
        motivo="Hubo un apagón.",
        pedida_por=UsuarioFactory(),
        pedida_en=reloj.ahora(),
    )
    Interrupcion.objects.create(
        desde=reloj.ahora() - timedelta(hours=2), hasta=reloj.ahora(), motivo="sin_respuesta"
    )
    pagina = abrir_pagina()
    entrar(pagina, Rol.COORDINACION, live_server.url)
    actor = cuestionario.candidatura.formula.actor_id
    for nombre, direccion in {
        "pendientes": reverse("captura:tablero"),
        "recordatorios": reverse("captura:recordatorios"),
        "plazos": reverse("captura:plazos"),
        "prorroga": reverse("captura:prorroga", args=[prorroga.pk]),
        "cambio-de-actor": f"{reverse('captura:cambio_de_actor')}?de={actor}",
        "disponibilidad": reverse("candidaturas:disponibilidad"),
    }.items():
        pagina.goto(direccion)
        revisar(pagina, nombre)
