"""La estadística de identidad se congela con un corte, se publica y no se vuelve a calcular."""

import io
import json
from datetime import timedelta
from hashlib import sha256

import docx
import openpyxl
import pypdf
import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse

from candidaturas.models import EstadisticaPublica, Parametro
from conoceles.comun import reloj
from informes.cuantitativo.formatos import formato
from informes.cuantitativo.reporte import construir
from informes.models import CandidaturaContada, CorteCuantitativo, EstadisticaProtegida
from tests.informes.conftest import momento

REGISTRO, PRIMERO, SEGUNDO = momento(4, 1), momento(4, 20), momento(4, 27)
PAGINA = "/estadisticas/identidad/"


@pytest.fixture
def version(proceso):
    from captura.identidad import contenido_de_partida
    from captura.models import CuestionarioDeIdentidad

    return CuestionarioDeIdentidad.objects.create(
        proceso=proceso, nombre="1", contenido=contenido_de_partida(), vigente_desde=REGISTRO
    )


@pytest.fixture
def actor(proceso):
    from tests.fabricas import ActorFactory

    with reloj.en(REGISTRO):
        return ActorFactory(proceso=proceso, nombre="Partido Ficticio Único")


@pytest.fixture
def contestan(proceso, version, actor, personal):
    """`contestan(12, indigena="si", …)`: candidaturas nuevas que consienten y contestan todo."""
    from candidaturas.models import Sexo
    from captura.demostracion.consentimientos import TEXTOS
    from captura.identidad import Respuestas
    from captura.models import Consentimiento
    from captura.servicios import identidad
    from captura.servicios.formatos import crear_formato
    from tests.fabricas import CandidaturaFactory, CargoFactory, FormulaFactory

    formato = crear_formato(proceso, "Uno", TEXTOS, None)

    def contestar(
        cuantas,
        *,
        cuando=REGISTRO,
        estadistica=True,
        publicacion=False,
        completo=True,
        **respuestas,
    ):
        hechas = []
        for _ in range(cuantas):
            with reloj.en(cuando):
                candidatura = CandidaturaFactory(
                    formula=FormulaFactory(
                        actor=actor, eleccion__cargo=CargoFactory(proceso=proceso)
                    ),
                    sexo=Sexo.MUJER,
                )
                Consentimiento.objects.create(
                    folio=f"CON-{candidatura.pk}",
                    candidatura=candidatura,
                    formato=formato,
                    tratamiento=True,
                    estadistica=estadistica,
                    publicacion=publicacion,
                    medio="electronico",
                    firmante="Persona Ficticia",
                    firmado_el=REGISTRO,
                    huella="x" * 64,
                    estado="vigente",
                    registrado_por=personal.usuario,
                    **dict.fromkeys(
                        (
                            "registrado_en",
                            "tratamiento_en",
                            "publicacion_en",
                            "estadistica_en",
                        ),
                        REGISTRO,
                    ),
                )
                valores = {"indigena": "no", "ingresos": "pnc"} | respuestas
                identidad.guardar(
                    candidatura, version, None, Respuestas(valores), completo, personal
                )
            hechas.append(candidatura)
        return hechas

    return contestar


def registrar(proceso, personal, cuando, corte=None):
    from informes.cuantitativo.cortes import registrar_corte

    with reloj.en(cuando):
        return registrar_corte(
            proceso=proceso,
            corte=corte or cuando - timedelta(hours=1),
            clase="parcial",
            adscripcion=personal,
            con_identidad=True,
        )


def fila(tablas, clave, nombre="Mujer") -> dict:
    tabla = next(t for t in tablas if t["clave"] == clave)
    renglon = next(f for f in tabla["filas"] if f[0] == nombre)
    return dict(zip(tabla["columnas"], renglon, strict=True))


def publicada(corte) -> EstadisticaPublica:
    return EstadisticaPublica.objects.get(proceso=corte.proceso, corte_en=corte.corte_en)


# --- Congelar ------------------------------------------------------------------------------------
def test_solo_cuenta_a_quien_consintio_y_contesto_y_publica_redondeado(
    client, proceso, personal, contestan
):
    from captura.models import AccesoAIdentidad, Proposito

    dentro = contestan(10) + contestan(1, indigena="si")
    contestan(10, indigena="si", estadistica=False)
    contestan(10, indigena="si", completo=False)
    corte = registrar(proceso, personal, PRIMERO)
    tablas = publicada(corte).tablas
    indigenas = fila(tablas, "T8-indigena")
    # Once personas: el total baja a diez, y la única que contestó Sí no se ve (0) o se vuelve 5.
    assert (indigenas["Sí, sin distintivo"], indigenas["No"]) in {(0, 10), (5, 5)}
    assert indigenas["Sí, con distintivo"] == 0
    assert fila(tablas, "T8-indigena", "Hombre")["No"] == "—"
    assert fila(tablas, "T9-ingresos")["Prefirió no contestar"] == 10
    assert fila(tablas, "T2", "Partido Ficticio Único")["No consintió publicar"] == 10
    leidas = AccesoAIdentidad.objects.filter(proposito=Proposito.ESTADISTICA)
    assert set(leidas.values_list("candidatura", flat=True)) == {c.pk for c in dentro}
    contadas = set(CandidaturaContada.objects.values_list("candidatura", flat=True))
    assert contadas == {c.pk for c in dentro}


def test_lo_congelado_no_cambia_y_a_nadie_se_le_vuelve_a_leer(
    client, proceso, personal, contestan, version
):
    from captura.identidad import Respuestas
    from captura.models import AccesoAIdentidad, Consentimiento, EstadoDeConsentimiento, Proposito
    from captura.servicios import identidad

    primeras = contestan(12)
    corte = registrar(proceso, personal, PRIMERO)
    antes = construir(proceso, corte.corte_en).datos()
    # Una cambia su respuesta, otra retira su consentimiento, tres llegan después.
    renglon = identidad.renglon_de(primeras[0])
    identidad.guardar(primeras[0], version, renglon, Respuestas({"indigena": "si"}), True, personal)
    Consentimiento.objects.filter(candidatura=primeras[1]).update(
        estado=EstadoDeConsentimiento.RETIRADO
    )
    contestan(3, cuando=PRIMERO + timedelta(days=1), indigena="si")
    leidas = AccesoAIdentidad.objects.filter(proposito=Proposito.ESTADISTICA).count()
    segundo = registrar(proceso, personal, SEGUNDO)
    assert construir(proceso, corte.corte_en).datos() == antes
    assert AccesoAIdentidad.objects.filter(proposito=Proposito.ESTADISTICA).count() == leidas
    for tabla in ("T8-indigena", "T9-ingresos"):
        assert fila(publicada(segundo).tablas, tabla) == fila(publicada(corte).tablas, tabla)
    assert not CandidaturaContada.objects.filter(estadistica=segundo.estadistica).exists()


def test_quien_lleva_distintivo_no_esta_en_la_celda_de_su_respuesta(proceso, personal, contestan):
    contestan(10, publicacion=True, indigena="si")
    contestan(10, publicacion=True)
    contestan(10)
    tablas = publicada(registrar(proceso, personal, PRIMERO)).tablas
    indigenas = fila(tablas, "T8-indigena")
    # Los diez Sí son públicos (o lo serán con su perfil): de los demás, veinte exactos.
    assert (indigenas["Sí, sin distintivo"], indigenas["No"]) == (0, 20)
    assert fila(tablas, "T9-ingresos")["Prefirió no contestar"] == 30
    assert fila(tablas, "T2", "Partido Ficticio Único")["Consintió publicar"] == 10


def test_la_huella_del_corte_es_la_de_todo_lo_que_se_congelo(proceso, personal, contestan):
    contestan(15)
    corte = registrar(proceso, personal, PRIMERO)
    assert corte.huella == construir(proceso, corte.corte_en).huella()
    congelada = corte.estadistica
    texto = json.dumps(congelada.tablas, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert congelada.huella == sha256(texto.encode()).hexdigest() == publicada(corte).huella


def test_lo_congelado_no_se_modifica_ni_se_borra(proceso, personal, contestan):
    contestan(15)
    registrar(proceso, personal, PRIMERO)
    with pytest.raises(DatabaseError), transaction.atomic():
        EstadisticaProtegida.objects.update(umbral=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        EstadisticaPublica.objects.update(umbral=3)


def test_si_no_procede_no_se_registra_nada(proceso, personal, contestan):
    from captura.models import AccesoAIdentidad, Proposito
    from informes.cuantitativo.cortes import CorteRepetido
    from informes.identidad.congelar import EstadisticaNoProcede

    contestan(9)
    with pytest.raises(EstadisticaNoProcede, match="Todavía no hay ningún grupo de 10"):
        registrar(proceso, personal, PRIMERO)
    assert not AccesoAIdentidad.objects.filter(proposito=Proposito.ESTADISTICA).exists()
    contestan(3)
    with pytest.raises(EstadisticaNoProcede, match="últimas 24 horas"):
        registrar(proceso, personal, SEGUNDO, corte=PRIMERO)
    assert not CorteCuantitativo.objects.exists()
    registrar(proceso, personal, PRIMERO)
    with pytest.raises(CorteRepetido):
        registrar(proceso, personal, PRIMERO)
    with pytest.raises(EstadisticaNoProcede, match="corte posterior"):
        registrar(proceso, personal, PRIMERO - timedelta(minutes=5))


def test_el_umbral_del_primer_corte_rige_todo_el_proceso(proceso, personal, contestan):
    contestan(12)
    registrar(proceso, personal, PRIMERO)
    Parametro.objects.create(proceso=proceso, clave="umbral_de_identidad", valor="3", cita="x")
    proceso.refresh_from_db()
    assert registrar(proceso, personal, SEGUNDO).estadistica.umbral == 5


@pytest.mark.parametrize("valor", ["0", "1", "2", "-5", "cinco"])
def test_el_umbral_no_se_puede_apagar(proceso, valor):
    with pytest.raises(ValidationError):
        Parametro(proceso=proceso, clave="umbral_de_identidad", valor=valor).full_clean()


# --- Leerla --------------------------------------------------------------------------------------
def test_sale_en_los_cuatro_formatos_con_su_nota(proceso, personal, contestan):
    contestan(15)
    corte = registrar(proceso, personal, PRIMERO)
    reporte = construir(proceso, corte.corte_en)
    datos = json.loads(formato("json").generar(reporte))
    tabla = next(t for t in datos["tablas"] if t["clave"] == "T8-lgbtttiq")
    assert "múltiplos de 5" in tabla["nota"]
    hoja = openpyxl.load_workbook(io.BytesIO(formato("xlsx").generar(reporte)))["T8-lgbtttiq"]
    assert any("múltiplos de 5" in str(c.value) for renglon in hoja for c in renglon)
    documento = docx.Document(io.BytesIO(formato("docx").generar(reporte)))
    assert any("múltiplos de 5" in p.text for p in documento.paragraphs)
    paginas = pypdf.PdfReader(io.BytesIO(formato("pdf").generar(reporte))).pages
    texto = " ".join(" ".join(p.extract_text() for p in paginas).split())
    assert "Personas LGBTTTIQ+" in texto
    assert "múltiplos de 5" in texto


def test_la_pagina_publica_dice_lo_congelado(client, proceso, personal, contestan):
    assert "Aún no hay cortes publicados" in client.get(PAGINA).text
    contestan(15)
    corte = registrar(proceso, personal, PRIMERO)
    pagina = client.get(PAGINA)
    assert "Personas indígenas" in pagina.text
    assert publicada(corte).huella in pagina.text
    datos = client.get(f"{PAGINA}{proceso.clave}-{publicada(corte).pk}.json").json()
    assert datos["tablas"] == corte.estadistica.tablas
    assert client.get(f"{PAGINA}otro-{publicada(corte).pk}.json").status_code == 404
    assert client.get(PAGINA, {"corte": "x"}).status_code == 200


def test_el_personal_lee_antes_lo_que_hara_y_lo_registra(entrar, proceso, personal, contestan):
    contestan(15)
    cliente = entrar(personal)
    pagina = reverse("informes:cuantitativo", args=[proceso.clave])
    corte = {"corte": "2023-04-20T11:00"}
    with reloj.en(PRIMERO):
        vista = cliente.get(pagina, corte).text
        assert "no se puede deshacer ni repetir" in vista
        assert not EstadisticaProtegida.objects.exists()
        destino = reverse("informes:cuantitativo_registrar", args=[proceso.clave])
        cliente.post(destino, {**corte, "clase": "mensual", "con_identidad": "1"})
        assert "Personas migrantes" in cliente.get(pagina, corte).text
    assert EstadisticaProtegida.objects.count() == 1
