"""El sitio público se conecta con un rol que no lee nada privado ni cambia lo publicado."""

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import ProgrammingError, connection, connections, transaction
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from candidaturas.models import (
    Demarcacion,
    Distrito,
    Eleccion,
    MarcoSeccional,
    Municipio,
    Seccion,
    Visita,
)
from captura.models import ReporteDeError
from conoceles.comun.conexion_publica import con_rol_publico
from tests.conftest import _url_de_la_base_de_pruebas
from tests.fabricas import (
    CompromisoPublicadoFactory,
    CuestionarioFactory,
    EleccionFactory,
    PerfilFactory,
    ProcesoFactory,
)

PUBLICADAS = {
    modelo._meta.db_table
    for modelo in apps.get_app_config("candidaturas").get_models(include_auto_created=True)
}


@pytest.fixture
def rol():
    """Una conexión de verdad con el rol público a la base de pruebas."""
    direccion = _url_de_la_base_de_pruebas().replace("//conoceles@", "//conoceles_publica@")
    with psycopg.connect(direccion, autocommit=True) as conexion:
        yield conexion


def tablas() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [fila[0] for fila in cursor.fetchall()]


@pytest.mark.django_db
def test_lee_lo_publicado_y_de_lo_demas_ni_una_columna(rol):
    privadas = set(tablas()) - PUBLICADAS
    assert "captura_respuestasdeidentidad" in privadas
    assert "captura_respuestasdeidentidad" in tablas()
    for tabla in PUBLICADAS:
        rol.execute(f"SELECT * FROM {tabla} LIMIT 1")
    # «SELECT 1» pide el permiso sobre alguna columna: con una sola abierta, pasaría.
    for tabla in privadas:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rol.execute(f"SELECT 1 FROM {tabla} LIMIT 1")


@pytest.mark.django_db
def test_solo_anade_visitas_y_reportes(rol):
    suyas = {"candidaturas_visita", "captura_reportedeerror"}
    for tabla in tablas():
        ordenes = [f"DELETE FROM {tabla}", f"TRUNCATE {tabla}"]
        if tabla not in suyas:
            ordenes.append(f"INSERT INTO {tabla} DEFAULT VALUES")
        for orden in ordenes:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                rol.execute(orden)
    for orden in ("UPDATE candidaturas_visita SET cuantas = 0", "CREATE TABLE mia (a int)"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            rol.execute(orden)


@pytest.mark.django_db
def test_permisos_bd_quita_lo_que_alguien_haya_dado_de_mas():
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT ON captura_usuario TO conoceles_publica")
        call_command("permisos_bd", verbosity=0)
        cursor.execute(
            "SELECT has_table_privilege('conoceles_publica', 'captura_usuario', 'SELECT')"
        )
        assert cursor.fetchone()[0] is False


@pytest.mark.django_db
def test_dentro_de_una_pagina_publica_no_hay_con_que_leer_lo_privado():
    """Lo mismo que hace `solo_lectura` en cada página pública, también en las pruebas."""
    cuestionario = CuestionarioFactory()
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        con_rol_publico(solo_lectura=True),
    ):
        list(type(cuestionario).objects.all())
    with con_rol_publico(), pytest.raises(ProgrammingError), transaction.atomic():
        Visita.objects.update(cuantas=0)
    # Al salir, la conexión vuelve a ser la del sistema.
    assert type(cuestionario).objects.get() == cuestionario


# --- Con su propia conexión, como en producción --------------------------------------------------
@pytest.fixture
def publica(transactional_db):
    suya = connections["default"].copy()
    opciones = {k: v for k, v in suya.settings_dict["OPTIONS"].items() if k != "pool"}
    suya.settings_dict.update(USER="conoceles_publica", ATOMIC_REQUESTS=False, OPTIONS=opciones)
    connections.settings["publica"], connections["publica"] = suya.settings_dict, suya
    yield suya
    suya.close()
    del connections["publica"], connections.settings["publica"]


def direcciones(candidatura) -> list[str]:
    """Todas las del sitio público, con sus partes puestas: una nueva entra sola."""
    partes = {"pk": candidatura.pk, "slug": candidatura.slug, "numero": 1, "clave": "x"}
    partes["version"] = 1
    partes["nombre"] = "y.csv"
    halladas = []

    def recorrer(resolvedor, espacio):
        for patron in resolvedor.url_patterns:
            if isinstance(patron, URLResolver):
                recorrer(patron, [*espacio, *([patron.namespace] if patron.namespace else [])])
            elif isinstance(patron, URLPattern) and patron.name:
                suyas = {n: partes[n] for n in patron.pattern.regex.groupindex} or {
                    n: partes[n] for n in getattr(patron.pattern, "converters", {})
                }
                halladas.append(reverse(":".join([*espacio, patron.name]), kwargs=suyas))

    recorrer(get_resolver("candidaturas.urls"), ["candidaturas"])
    return halladas


def con_territorio() -> Eleccion:
    """Una elección de distrito con una sección, para que la boleta y el mapa se puedan pedir."""
    proceso = ProcesoFactory()
    demarcacion = Demarcacion.objects.create(clave="d", nombre="D", entidad=proceso.entidad)
    distrito = Distrito.objects.create(demarcacion=demarcacion, numero=1)
    municipio = Municipio.objects.create(entidad=proceso.entidad, numero=1, nombre="Uno")
    proceso.marco = MarcoSeccional.objects.create(clave="m", nombre="M", demarcacion=demarcacion)
    proceso.save()
    Seccion.objects.create(marco=proceso.marco, numero=1, municipio=municipio, distrito=distrito)
    return EleccionFactory(distrito=distrito, cargo__proceso=proceso)


def test_todas_las_paginas_publicas_sirven_con_ese_rol(client, publica):
    eleccion = con_territorio()
    perfil = PerfilFactory(candidatura__formula__eleccion=eleccion)
    atom = reverse("candidaturas:eleccion_atom", args=[eleccion.pk])
    assert client.get(atom).status_code == 200
    CompromisoPublicadoFactory(candidatura=perfil.candidatura)
    todas = direcciones(perfil.candidatura)
    assert len(todas) > 25
    estados = {d: client.get(d, headers={"accept": "*/*"}).status_code for d in todas}
    # Una dirección solo recibe formularios (405) y de lo que no existe se responde que no existe.
    assert set(estados.values()) <= {200, 301, 302, 404, 405}, estados
    assert list(estados.values()).count(200) > 20, estados
    assert client.get(perfil.candidatura.get_absolute_url()).status_code == 200
    assert client.get("/candidaturas/?q=inventada").status_code == 200
    assert client.get("/candidaturas/?q=imbentada").status_code == 200
    assert client.get("/no-existe/").status_code == 404


def test_la_conexion_de_una_pagina_publica_es_la_publica(client, publica, monkeypatch):
    from candidaturas.views import portal

    quien = []

    def espiar(datos, ruta):
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user")
            quien.append(cursor.fetchone()[0])
        return listar(datos, ruta)

    listar = portal.listar
    monkeypatch.setattr(portal, "listar", espiar)
    assert client.get("/candidaturas/").status_code == 200
    assert quien == ["conoceles_publica"]
    assert connections["default"] is not publica


def test_reportar_un_error_anade_sin_poder_leer(client, publica):
    candidatura = PerfilFactory().candidatura
    direccion = reverse("reportar", args=[candidatura.pk, candidatura.slug])
    datos = {"clase": "otro", "texto": "Falta un acento en el nombre de la colonia."}
    enviado = client.post(direccion, datos, headers={"sec-fetch-site": "same-origin"})
    assert enviado.status_code == 302, enviado.content
    assert ReporteDeError.objects.count() == 1
    assert ReporteDeError.objects.get().folio in client.get(enviado.url).text


def test_si_el_rol_publico_no_entra_la_salud_lo_dice(client, publica):
    publica.settings_dict["USER"] = "nadie"
    publica.close()
    assert "base_de_datos" in client.get("/salud/").json()["faltan"]
