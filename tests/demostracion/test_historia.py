"""La demostración: se repite con los servicios reales, es neutral y producción la rehúsa."""

from collections import Counter, defaultdict

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from candidaturas import catalogos
from candidaturas.models import (
    Candidatura,
    CicloDeVida,
    ClaseDeDeclaracion,
    DeclaracionPublicada,
    EstadisticaPublica,
    PerfilPublicado,
    ProcesoElectoral,
    Sexo,
)
from captura.ciclo import por_que_no
from captura.demostracion import SoloEnDemostracion, historia
from captura.demostracion import ensayo as ensayos
from captura.demostracion.cuentas import CONTRASENA, crear_cuentas, cuentas
from captura.demostracion.guion import momento
from captura.demostracion.personas import personas
from captura.demostracion.retratos import retrato
from captura.models import (
    Acto,
    Adscripcion,
    ClaseDeActo,
    Cuestionario,
    Estado,
    Rol,
    SolicitudDeDerechos,
    SolicitudDeHabilitacion,
)
from conoceles.comun import reloj
from informes.management.commands import preparar_demo


@pytest.mark.tardada
@pytest.mark.django_db
@pytest.mark.parametrize("lugares", [3, pytest.param(historia.LUGARES_RP, marks=pytest.mark.largo)])
def test_la_historia_es_coherente(coahuila, monkeypatch, lugares):
    """Con listas cortas enseña lo mismo; las completas las carga además `make demo`."""
    monkeypatch.setattr(historia, "LUGARES_RP", lugares)
    reales = frozenset(f["candidata_o"] for f in catalogos.filas("candidaturas_2017.csv"))
    total = historia.cargar(ajenas=reales)

    suyas = Candidatura.objects.filter(proceso__clave=historia.PROCESO)
    assert total == 4 + 16 * 4 * 2 + 8 * lugares * 2 + 1 == suyas.count()
    assert not reales & set(Candidatura.objects.values_list("nombre", flat=True))

    cuestionarios = Cuestionario.objects.filter(candidatura__in=suyas)
    estados = Counter(cuestionarios.values_list("estado", flat=True))
    assert set(estados) == set(Estado.del_conjunto()), "la demostración enseña todos los estados"
    fuera = Candidatura.objects.exclude(estado_registro="registrada")
    assert sorted(fuera.values_list("estado_registro", flat=True)) == ["renuncia", "sustituida"]
    assert PerfilPublicado.objects.count() == estados[Estado.PUBLICADO] - len(fuera)

    publicados = PerfilPublicado.objects.filter(candidatura__in=suyas)
    pausadas = sorted(s for p in publicados for s in p.secciones_pausadas)
    assert pausadas == ["curricular", "fotografia"]
    declaraciones = DeclaracionPublicada.objects.values_list("clase", flat=True)
    assert set(declaraciones) == set(ClaseDeDeclaracion)

    momentos = list(Acto.objects.order_by("pk").values_list("registrado_en", flat=True))
    assert momentos == sorted(momentos), "la bitácora se escribió en orden de tiempo"
    publicaciones = Acto.objects.filter(clase=ClaseDeActo.PUBLICACION, candidatura__in=suyas)
    assert publicaciones.count() == estados[Estado.PUBLICADO]
    assert SolicitudDeHabilitacion.objects.filter(atendida_en__isnull=False).count() == 3

    por_actor = defaultdict(list)
    for actor, estado in cuestionarios.values_list("candidatura__formula__actor__siglas", "estado"):
        por_actor[actor].append(estado == Estado.PUBLICADO)
    proporciones = {a: sum(p) / len(p) for a, p in por_actor.items() if len(p) >= 18}
    assert max(proporciones.values()) - min(proporciones.values()) < 0.35, proporciones

    ensayo = ProcesoElectoral.objects.get(clave=ensayos.CLAVE)
    assert ensayo.ciclo == CicloDeVida.BLOQUEADO
    with reloj.en(momento(5, 30)):
        assert por_que_no(ensayo, CicloDeVida.SUPRIMIDO) == "", "ya se puede pedir que se suprima"
    situaciones = {s.situacion[1] for s in SolicitudDeDerechos.objects.all()}
    assert situaciones == {
        "Por responder", "Por hacerse efectiva", "Improcedente", "Concluida"
    }  # fmt: skip
    preparar_demo.corte_con_identidad()
    tablas = {t["clave"]: t for t in EstadisticaPublica.objects.get().tablas}
    assert any(isinstance(c, int) for c in tablas["T9-ingresos"]["filas"][-1][1:])

    assert historia.cargar(ajenas=reales) == total, "repetir no añade nada"
    assert suyas.count() == total


def test_las_personas_no_llevan_nombres_de_personas_reales():
    jornada = ProcesoElectoral(jornada_el=momento(6, 4).date()).jornada_el
    gente = personas(semilla=7, jornada=jornada, ajenas=frozenset())
    primera = next(gente)
    nombre = f"{primera.nombres} {primera.primer_apellido} {primera.segundo_apellido}"
    otra = next(personas(semilla=7, jornada=jornada, ajenas=frozenset({nombre})))
    assert otra != primera


def test_el_mismo_retrato_sale_de_la_misma_semilla():
    assert retrato(5, Sexo.MUJER) == retrato(5, Sexo.MUJER)
    assert retrato(5, Sexo.MUJER) != retrato(6, Sexo.MUJER)


@pytest.mark.django_db
class TestProduccion:
    @pytest.fixture
    def proceso(self, coahuila):
        return ProcesoElectoral.objects.get(clave=historia.PROCESO)

    @pytest.fixture
    def en_produccion(self, settings):
        settings.ES_DEMO = False
        settings.RELOJ_AJUSTABLE = False

    def test_rehusa_los_datos(self, proceso, en_produccion):
        with pytest.raises(SoloEnDemostracion):
            historia.cargar(ajenas=frozenset())
        with pytest.raises(CommandError, match="producción"):
            call_command("preparar_demo")
        assert not Candidatura.objects.exists()

    def test_rehusa_crear_y_mostrar_cuentas(self, proceso, en_produccion):
        with pytest.raises(SoloEnDemostracion):
            crear_cuentas(proceso)
        with pytest.raises(SoloEnDemostracion):
            cuentas()

    def test_una_cuenta_de_demostracion_no_entra(self, proceso, client, settings):
        crear_cuentas(proceso)
        datos = {"login": "enlace.pt", "password": CONTRASENA}
        settings.ES_DEMO = False
        client.post(reverse("account_login"), datos)
        assert "_auth_user_id" not in client.session
        settings.ES_DEMO = True
        client.post(reverse("account_login"), datos)
        assert "_auth_user_id" in client.session
        settings.ES_DEMO = False
        respuesta = client.get("/captura/")
        assert respuesta.url.startswith(reverse("account_login")), "ni con la sesión abierta"

    def test_hay_al_menos_una_cuenta_por_rol_y_secreto_donde_se_exige(self, proceso):
        crear_cuentas(proceso)
        por_rol = {c.rol: c for c in cuentas()}
        assert set(por_rol) == {rol.label for rol in Rol}
        for rol in Rol:
            assert bool(por_rol[rol.label].secreto_totp) == (rol in Rol.con_segundo_factor())
        enlaces = Adscripcion.objects.filter(rol=Rol.ENLACE)
        assert all(e.usuario.email for e in enlaces), "a cada enlace se le puede recordar"
