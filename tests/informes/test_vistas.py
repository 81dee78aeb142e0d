"""Las pantallas de informes: quién entra, qué ve y qué rastro deja lo que decide."""

import hashlib
from datetime import date

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse

from captura.models import Descarga, Rol
from conoceles.comun import reloj
from informes.carga import cargar_informe_de_mayo
from informes.models import Actividad, EstadoDeActividad, InformeMensual
from tests.fabricas import ActorFactory, AdscripcionFactory, ProcesoFactory
from tests.informes.conftest import momento
from tests.informes.matriz import DATOS_DEL_POST, MATRIZ, argumentos

JUNIO = date(2023, 6, 1)
HOY = momento(6, 12)


@pytest.fixture
def acto(proceso, atender):
    return atender(siglas="PT", recibida=momento(6, 10))


@pytest.fixture
def revisora(entrar, personal):
    return entrar(personal)


def direccion(nombre, de_proceso, acto, **cambios):
    kwargs = argumentos(nombre, proceso=de_proceso, mes=JUNIO, renglon=f"acto-{acto.pk}")
    return reverse(nombre, kwargs=kwargs | cambios)


def test_ninguna_direccion_de_informes_falta_en_la_matriz():
    [informes] = [
        r for r in get_resolver().url_patterns if getattr(r, "app_name", "") == "informes"
    ]
    assert {f"informes:{p.name}" for p in informes.url_patterns} == set(MATRIZ)


@pytest.mark.tardada
def test_cada_rol_obtiene_lo_que_le_toca(proceso, acto, entrar):
    roles = {rol for _, por_rol in MATRIZ.values() for rol in por_rol}
    sesiones = {rol: _sesion(rol, proceso, entrar) for rol in roles}
    obtenidos = {}
    for nombre, (metodo, por_rol) in MATRIZ.items():
        obtenidos[nombre] = {}
        for rol in por_rol:
            # Cada rol encuentra todo como estaba.
            with transaction.atomic():
                respuesta = _pedir(nombre, metodo, sesiones[rol], proceso=proceso, acto=acto)
                transaction.set_rollback(True)
            obtenidos[nombre][rol] = respuesta.status_code
            if rol == "anonimo":
                assert respuesta["Location"].startswith("/cuentas/"), nombre
    assert obtenidos == {nombre: por_rol for nombre, (_, por_rol) in MATRIZ.items()}


def _sesion(rol, proceso, entrar):
    if rol == "anonimo":
        return None
    clave = Rol.ENLACE if rol == "otro_enlace" else Rol(rol)
    actor = ActorFactory(proceso=proceso) if clave in Rol.de_actor() else None
    cliente = entrar(AdscripcionFactory(rol=clave, actor=actor))
    # Sin la galleta, quien entre después con este cliente no cierra esta sesión.
    return cliente.cookies.pop(settings.SESSION_COOKIE_NAME).value


def _pedir(nombre, metodo, sesion, *, proceso, acto):
    cliente = Client()
    if sesion:
        cliente.cookies[settings.SESSION_COOKIE_NAME] = sesion
    with reloj.en(HOY):
        respuesta = cliente.generic(
            metodo,
            direccion(nombre, proceso, acto),
            "&".join(f"{k}={v}" for k, v in DATOS_DEL_POST.get(nombre, {}).items()),
            "application/x-www-form-urlencoded",
        )
    if respuesta.streaming:
        list(respuesta.streaming_content)  # un archivo que nadie lee queda abierto
    return respuesta


def test_el_renglon_aparece_sin_que_nadie_lo_escriba(revisora, proceso, acto):
    with reloj.en(HOY):
        pagina = revisora.get(reverse("informes:lista"))
    assert pagina.context["periodo"] == "Del 01 de junio al 12 de junio de 2023"
    [renglon] = pagina.context["renglones"]
    assert (renglon.estado, renglon.origen) == ("propuesta", "Habilitación de compromisos")
    assert renglon.descripcion in pagina.content.decode()
    assert not Actividad.objects.exists()


def test_aceptar_dejar_fuera_y_recuperar(revisora, proceso, acto):
    with reloj.en(HOY):
        decidir = direccion("informes:renglon_decidir", proceso, acto)
        for estado in (
            EstadoDeActividad.ACEPTADA,
            EstadoDeActividad.OMITIDA,
            EstadoDeActividad.ACEPTADA,
        ):
            respuesta = revisora.post(decidir, {"estado": estado}, follow=True)
            assert respuesta.status_code == 200
            assert Actividad.objects.get().estado == estado
    assert Actividad.pgh_event_model.objects.count() == 4


def test_editar_cambia_la_pagina_y_muestra_la_historia(revisora, proceso, acto):
    with reloj.en(HOY):
        editar = direccion("informes:renglon_editar", proceso, acto)
        datos = {
            "tipo": "habilitacion_compromisos",
            "descripcion": "Se habilitó <b>todo</b>.",
            "inicia_el": "2023-06-10",
        }
        respuesta = revisora.post(editar, datos, follow=True)
        assert "Se habilitó &lt;b&gt;todo&lt;/b&gt;." in respuesta.content.decode()
        pagina = revisora.get(editar).content.decode()
    assert "Redacción cambiada" in pagina
    assert "Rita Revisora" in pagina


def test_una_redaccion_vacia_se_explica(revisora, proceso, acto):
    with reloj.en(HOY):
        pagina = revisora.post(direccion("informes:renglon_editar", proceso, acto), {"texto": " "})
    assert "Escriba la redacción de la actividad." in pagina.content.decode()
    assert not Actividad.objects.exists()


@pytest.mark.parametrize(
    ("nombre", "cambios"),
    [
        ("informes:detalle", {"mes": date(2031, 1, 1)}),
        ("informes:detalle", {"proceso": "otro"}),
        ("informes:descargar", {"formato": "odt"}),
        ("informes:descargar", {"formato": "__init__"}),
        ("informes:renglon_editar", {"renglon": "acto-999999"}),
        ("informes:renglon_editar", {"renglon": "actividad-1"}),
        ("informes:renglon_editar", {"mes": date(2023, 5, 1)}),
    ],
)
def test_lo_que_no_existe_es_404(revisora, proceso, acto, nombre, cambios):
    with reloj.en(HOY):
        assert revisora.get(direccion(nombre, proceso, acto, **cambios)).status_code == 404


def test_el_renglon_de_un_proceso_no_se_decide_desde_otro(revisora, proceso, acto):
    otro = ProcesoFactory(clave="otro-2023", vigente=False)
    with reloj.en(HOY):
        decidir = direccion("informes:renglon_decidir", otro, acto)
        assert revisora.post(decidir, {"estado": "omitida"}).status_code == 404


def test_un_estado_inventado_es_404(revisora, proceso, acto):
    with reloj.en(HOY):
        decidir = direccion("informes:renglon_decidir", proceso, acto)
        for estado in ("", "aprobada", "propuesta"):
            assert revisora.post(decidir, {"estado": estado}).status_code == 404


def test_el_informe_aprobado_se_lee_entero_y_no_se_toca(revisora, proceso):
    cargar_informe_de_mayo(proceso=proceso)
    actividad = Actividad.objects.first()
    with reloj.en(HOY):
        ruta = reverse("informes:detalle", kwargs={"proceso": "pel-2023", "mes": "2023-05"})
        pagina = revisora.get(ruta).content.decode()
        for texto in ("12/05/2023 al", "24/05/2023 Muzquiz.", "MTRA. LETICIA BRAVO OSTOS"):
            assert texto in pagina
        assert "Dejar fuera" not in pagina
        respuesta = revisora.post(
            f"{ruta}renglones/actividad-{actividad.pk}/decidir/",
            {"estado": "omitida"},
            follow=True,
        )
    assert "ya se aprobó" in respuesta.content.decode()
    actividad.refresh_from_db()
    assert actividad.estado == EstadoDeActividad.ACEPTADA


@pytest.mark.parametrize(("formato", "firma"), [("pdf", b"%PDF-1.7"), ("docx", b"PK\x03\x04")])
def test_los_archivos_se_descargan_con_su_nombre(revisora, proceso, acto, formato, firma):
    with reloj.en(HOY):
        respuesta = revisora.get(direccion("informes:descargar", proceso, acto, formato=formato))
    assert respuesta.content.startswith(firma)
    assert respuesta["Content-Disposition"] == (
        f'attachment; filename="informe-pel-2023-2023-06.{formato}"'
    )
    assert not InformeMensual.objects.exists()
    bajado = Descarga.objects.get()
    assert (bajado.documento, bajado.huella) == (
        f"informe-pel-2023-2023-06.{formato}",
        hashlib.sha256(respuesta.content).hexdigest(),
    )


def test_sin_proceso_vigente_la_pagina_lo_dice(revisora, proceso):
    proceso.vigente = False
    proceso.save()
    assert "No hay un proceso vigente" in revisora.get(reverse("informes:lista")).content.decode()


def test_las_consultas_no_crecen_con_los_renglones(
    revisora, proceso, atender, django_assert_max_num_queries
):
    for dia in range(1, 9):
        atender(siglas=f"P{dia}", recibida=momento(6, dia))
    with reloj.en(HOY), django_assert_max_num_queries(16):
        revisora.get(reverse("informes:lista"))
