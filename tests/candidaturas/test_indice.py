"""El índice en memoria: dice lo mismo que la base y se entera de lo que cambia."""

import itertools
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from candidaturas import busqueda, frescura, indice, listado
from candidaturas.facetas import contar
from candidaturas.filtros import EDADES, CandidaturaFilter
from candidaturas.models import (
    Candidatura,
    EstadoDeRegistro,
    PalabrasDePerfil,
    PerfilPublicado,
    TipoDeCandidatura,
)
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CargoFactory,
    CoalicionFactory,
    CompromisoPublicadoFactory,
    EleccionFactory,
    PartidoFactory,
    PerfilFactory,
)

pytestmark = pytest.mark.django_db
LISTA = "/candidaturas/"
DE_BAJA = {"estado_registro": EstadoDeRegistro.CANCELADA, "baja_el": date(2023, 5, 2)}


@pytest.fixture
def variadas():
    """Treinta candidaturas de dos cargos y tres actores, la mitad con perfil."""
    eleccion = EleccionFactory()
    cargos = [eleccion.cargo, CargoFactory(proceso=eleccion.cargo.proceso, clave="otro", orden=9)]
    elecciones = [eleccion, EleccionFactory(cargo=cargos[1])]
    partidos = PartidoFactory.create_batch(2)
    actores = [
        *(ActorFactory(integrantes=[p], orden=n) for n, p in enumerate(partidos)),
        CoalicionFactory(integrantes=partidos, orden=3),
    ]
    for n in range(30):
        candidatura = CandidaturaFactory(
            nombre=f"Persona {'Agua' if n % 7 == 0 else 'Nube'} {n:02d} Inventada",
            formula__eleccion=elecciones[n % 2],
            formula__actor=actores[n % 3],
            formula__numero=n,
            sexo=("mujer", "hombre", "no_binario")[n % 5 % 3],
            edad=(18, 24, 30, 45, 60, 71)[n % 6],
            tipo=list(TipoDeCandidatura)[n % 4 == 3],
            reeleccion=(True, False)[n % 2],
        )
        if n % 2:
            perfil = PerfilFactory(
                candidatura=candidatura,
                escolaridad=("maestria", "primaria")[n % 3 == 0],
                propuesta_1=("Cuidar el agua.", "Plantar árboles.")[n % 4 == 1],
            )
            if n % 3 == 0:
                CompromisoPublicadoFactory(candidatura=candidatura)
            if n % 5 == 0:
                perfil.distintivos.create(clave="migrante", texto="Migrante")
    CandidaturaFactory(**DE_BAJA)
    return actores


def test_cada_par_de_filtros_deja_en_memoria_las_mismas_que_en_la_base(variadas):
    uno = [
        {"q": "agua"},
        {"q": "agua inventada"},
        {"q": "imbentada"},
        {"cargo": "otro"},
        *({"actor": str(a.pk)} for a in variadas),
        {"sexo": "mujer"},
        *({"edad": clave} for clave in EDADES),
        {"escolaridad": "maestria"},
        {"tipo": TipoDeCandidatura.SUPLENTE},
        {"compromisos": "firmados"},
        {"reeleccion": "no"},
        {"autoadscripcion": "migrante"},
    ]
    encontradas = 0
    for a, b in itertools.combinations_with_replacement(uno, 2):
        filtro = CandidaturaFilter(a | b, Candidatura.objects.vigentes())
        assert filtro.form.is_valid(), filtro.form.errors
        en_la_base = set(filtro.qs.values_list("pk", flat=True))
        assert set(filtro.indice.pks[filtro.que_pasan()].tolist()) == en_la_base, a | b
        cuentas = contar(filtro)
        assert cuentas.total == len(en_la_base)
        encontradas += len(en_la_base)
        for nombre, valor in (a | b).items():
            if nombre != "q":
                # Lo que su opción anuncia es lo que se encuentra al ponerla.
                assert cuentas.por_opcion[nombre][valor] == cuentas.total, (a | b, nombre)
    assert encontradas


def test_las_que_no_estan_en_la_boleta_no_entran(variadas):
    cancelada = Candidatura.objects.get(estado_registro=EstadoDeRegistro.CANCELADA)
    suyo = indice.indice_de(cancelada.proceso)
    assert len(suyo) == 30
    assert cancelada.pk not in suyo.pks
    assert suyo.lugares([cancelada.pk, 0, 10**12]).tolist() == [30, 30, 30]
    assert not suyo.son([cancelada.pk]).any()
    assert suyo.pks.tolist() == list(
        Candidatura.objects.vigentes().en_orden_de_boleta().values_list("pk", flat=True)
    )


# --- Recordado ---------------------------------------------------------------------------------
def lecturas(client, direccion: str = LISTA) -> int:
    with CaptureQueriesContext(connection) as capturadas:
        assert client.get(direccion).status_code == 200
    return sum('AS "firmados"' in c["sql"] for c in capturadas.captured_queries)


def cuantas(client, sexo: str) -> int:
    return client.get(LISTA, {"sexo": sexo}).context["listado"].cuenta


def test_se_lee_una_vez_y_otra_en_cuanto_alguien_publica(client, registro_en_memoria):
    perfil = PerfilFactory(escolaridad="primaria")
    assert [lecturas(client) for _ in range(3)] == [1, 0, 0]
    con_maestria = f"{LISTA}?escolaridad=maestria"
    assert client.get(con_maestria).context["listado"].cuenta == 0
    PerfilPublicado.objects.filter(pk=perfil.pk).update(escolaridad="maestria")
    frescura.cambio_el_perfil(perfil.candidatura)
    # Mientras el cambio no se confirma, ni se usa ni se guarda lo leído.
    assert [lecturas(client) for _ in range(2)] == [1, 1]
    assert client.get(con_maestria).context["listado"].cuenta == 1


def test_mientras_cambia_el_registro_ni_se_usa_ni_se_guarda(client, registro_en_memoria):
    CandidaturaFactory()
    frescura.cambio_el_registro()
    assert [lecturas(client) for _ in range(2)] == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_en_uno_grande_el_registro_confirmado_se_lee_enseguida(
    client, registro_en_memoria, monkeypatch
):
    monkeypatch.setattr(indice, "GRANDE", 0)
    perfil = PerfilFactory()
    assert [lecturas(client) for _ in range(2)] == [1, 0]
    frescura.cambio_el_perfil(perfil.candidatura)
    assert lecturas(client) == 0
    frescura.cambio_el_registro()
    assert [lecturas(client) for _ in range(2)] == [1, 0]


@pytest.mark.django_db(transaction=True)
def test_confirmado_el_cambio_se_vuelve_a_recordar(client, registro_en_memoria):
    perfil = PerfilFactory()
    assert [lecturas(client) for _ in range(2)] == [1, 0]
    frescura.cambio_el_perfil(perfil.candidatura)
    assert [lecturas(client) for _ in range(2)] == [1, 0]
    frescura.cambio_el_registro()
    assert [lecturas(client) for _ in range(2)] == [1, 0]


def test_en_uno_grande_lo_publicado_espera_y_lo_registrado_no(
    client, registro_en_memoria, monkeypatch
):
    monkeypatch.setattr(indice, "GRANDE", 1)
    una, otra = CandidaturaFactory(sexo="mujer"), CandidaturaFactory(sexo="mujer")
    assert cuantas(client, "mujer") == 2
    Candidatura.objects.filter(pk=una.pk).update(sexo="hombre")
    frescura.cambio_el_perfil(otra)
    assert cuantas(client, "mujer") == 2
    frescura.cambio_el_registro()
    assert cuantas(client, "mujer") == 1


def test_mientras_alguien_lee_uno_grande_los_demas_siguen_con_el_que_hay(
    client, registro_en_memoria, monkeypatch
):
    monkeypatch.setattr(indice, "GRANDE", 1)
    una, _ = CandidaturaFactory(sexo="mujer"), CandidaturaFactory(sexo="mujer")
    assert cuantas(client, "mujer") == 2
    Candidatura.objects.filter(pk=una.pk).update(sexo="hombre")
    versiones, _, leido = indice._en_memoria[una.proceso_id]
    indice._en_memoria[una.proceso_id] = (versiones, 0, leido)
    with indice._leyendo:
        assert cuantas(client, "mujer") == 2
    assert cuantas(client, "mujer") == 1


def test_quien_espero_a_que_otro_leyera_usa_lo_que_leyo(client, registro_en_memoria, monkeypatch):
    candidatura = CandidaturaFactory()
    hechos = []
    leer = indice._leer

    def contada(proceso):
        hechos.append(proceso)
        return leer(proceso)

    class OtroLeePrimero:
        """Un candado que, mientras se espera, ve a otro hilo terminar su lectura."""

        def acquire(self, blocking):
            versiones = frescura.versiones()
            indice._en_memoria[candidatura.proceso_id] = (versiones, 0, leer(candidatura.proceso))
            return True

        def release(self):
            pass

    monkeypatch.setattr(indice, "_leer", contada)
    monkeypatch.setattr(indice, "_leyendo", OtroLeePrimero())
    assert client.get(LISTA).context["listado"].cuenta == 1
    assert hechos == []


def test_la_que_dejo_la_boleta_no_se_ensena_aunque_se_recuerde(client, registro_en_memoria):
    queda, se_va = CandidaturaFactory(nombre="Se Queda"), CandidaturaFactory(nombre="Se Va")
    assert "Se Va" in client.get(LISTA).text
    Candidatura.objects.filter(pk=se_va.pk).update(**DE_BAJA)
    pagina = client.get(LISTA).text
    assert "Se Va" not in pagina
    assert queda.nombre in pagina


def test_un_distintivo_retirado_deja_de_contar_aunque_lo_demas_se_recuerde(
    client, registro_en_memoria
):
    perfiles = PerfilFactory.create_batch(2)
    suyos = [p.distintivos.create(clave="migrante", texto="Migrante") for p in perfiles]
    assert "Migrante (2)" in client.get(LISTA).text
    suyos[0].delete()
    assert lecturas(client) == 0
    assert "Migrante (1)" in client.get(LISTA).text


def test_el_sorteo_de_demasiadas_se_rehusa_con_un_aviso(client, monkeypatch, sorteado):
    monkeypatch.setattr(listado, "GRANDE", 1)
    CandidaturaFactory(sexo="hombre")
    CandidaturaFactory(sexo="mujer")
    pagina = client.get(LISTA, {"orden": "sorteo"})
    assert "El sorteo se hace hasta con" in pagina.text
    assert not pagina.context["listado"].sorteo
    assert client.get(LISTA, {"orden": "sorteo", "sexo": "hombre"}).context["listado"].sorteo


# --- Las palabras --------------------------------------------------------------------------------
def halladas(client, q: str) -> list[str]:
    listado = client.get(LISTA, {"q": q}).context["listado"]
    return sorted(c.nombre for c in listado.pagina)


@pytest.mark.parametrize("escrito", ["sofia", "oregon", "ana", "SOFÍA O'Reg"])
def test_un_nombre_se_halla_por_cada_una_de_sus_palabras(client, escrito):
    CandidaturaFactory(nombre="Ana-Sofía O'Regón")
    CandidaturaFactory(nombre="Mariana Inventada")
    assert halladas(client, escrito) == ["Ana-Sofía O'Regón"]


def test_los_nombres_se_recuerdan_hasta_que_cambia_el_registro(
    client, registro_en_memoria, monkeypatch
):
    leidos = []
    leer = busqueda._leer_nombres
    monkeypatch.setattr(busqueda, "_leer_nombres", lambda p: leidos.append(p) or leer(p))
    una = CandidaturaFactory(nombre="Nube Inventada")
    for q in ("nube", "nuve", "inventada"):
        assert halladas(client, q) == ["Nube Inventada"]
    assert len(leidos) == 1
    Candidatura.objects.filter(pk=una.pk).update(nombre="Lluvia Inventada")
    frescura.cambio_el_registro()
    assert halladas(client, "nube") == []
    assert halladas(client, "lluvia") == ["Lluvia Inventada"]


def palabras_guardadas() -> str:
    return " ".join(map(str, PalabrasDePerfil.objects.values_list("palabras", flat=True)))


def test_las_palabras_siguen_al_perfil_por_donde_se_escriba():
    perfil = PerfilFactory(propuesta_1="Cuidar el agua.")
    assert "agua" in palabras_guardadas()
    PerfilPublicado.objects.filter(pk=perfil.pk).update(propuesta_1="Plantar árboles.")
    assert "arboles" in palabras_guardadas()
    assert "agua" not in palabras_guardadas()
    # Por debajo del ORM tampoco queda nada.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM candidaturas_perfilpublicado")
    assert not PalabrasDePerfil.objects.exists()


@pytest.mark.parametrize(
    ("escrito", "palabras"),
    [
        ("Niñas/niños, Á-B; c_d\n¿e?", ["a", "b", "c", "d", "e", "ninas", "ninos"]),
        ("calle 4x4, 10km y 1e5", ["10km", "1e5", "4x4", "calle", "y"]),
        (f"antes {'x' * 3000} después", ["antes", "despues"]),
        (" ¡! ", []),
    ],
    ids=["signos", "cifras", "interminable", "nada"],
)
def test_que_palabras_se_guardan(client, escrito, palabras):
    textos = dict.fromkeys([*PerfilPublicado.TEXTOS_LARGOS, *PerfilPublicado.PROPUESTAS], "")
    perfil = PerfilFactory(**textos | {"propuesta_1": escrito})
    guardadas = re.findall("'([^']+)'", palabras_guardadas())
    assert sorted(guardadas) == palabras
    for palabra in [p for p in palabras if len(p) > 2]:
        assert perfil.candidatura.nombre in client.get(LISTA, {"q": palabra}).text


def test_las_palabras_van_fuera_del_renglon():
    """Con ellas dentro, hallar una palabra común en un proceso grande tarda veinte veces más."""
    PerfilFactory(propuesta_1=" ".join(f"palabra{n}" for n in range(80)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_column_size(palabras), pg_relation_size(reltoastrelid) "
            "FROM candidaturas_palabrasdeperfil, pg_class "
            "WHERE relname = 'candidaturas_palabrasdeperfil'"
        )
        palabras, fuera = cursor.fetchone()
    assert 80 * len("palabra") < palabras < 2000
    assert fuera > 0
