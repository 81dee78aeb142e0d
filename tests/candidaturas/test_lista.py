"""La lista: buscar, filtrar, paginar y decir con llaneza lo que no se entendió."""

import pytest
from django.urls import reverse

from candidaturas import campos_de_filtro, listado
from candidaturas.models import (
    Demarcacion,
    Distrito,
    MarcoSeccional,
    Municipio,
    Principio,
    Seccion,
    Sexo,
    TipoDeCandidatura,
)
from tests.fabricas import (
    ActorFactory,
    CandidaturaFactory,
    CargoFactory,
    CoalicionFactory,
    EleccionFactory,
    FormulaFactory,
    PartidoFactory,
    PerfilFactory,
    ProcesoFactory,
)

pytestmark = pytest.mark.django_db
LISTA = "/candidaturas/"


@pytest.fixture
def pedir(client):
    def pedir(**parametros):
        respuesta = client.get(LISTA, parametros)
        assert respuesta.status_code == 200
        return respuesta

    return pedir


@pytest.fixture
def nombres(pedir):
    return lambda **parametros: [t.nombre for t in pedir(**parametros).context["listado"].tarjetas]


# --- Palabras ---
@pytest.mark.parametrize("q", ["nunez", "NÚÑEZ", "Núñez  gerardo", "gerardo de la nunez"])
def test_los_acentos_y_las_mayusculas_no_importan(nombres, q):
    CandidaturaFactory(nombre="Gerardo De La Núñez")
    CandidaturaFactory(nombre="Otra Persona")
    assert nombres(q=q) == ["Gerardo De La Núñez"]


@pytest.mark.parametrize("q", ["gerado", "jerardo", "gerardo nuñes", "gerrardo"])
def test_un_nombre_mal_escrito_encuentra_los_parecidos_y_lo_dice(pedir, q):
    CandidaturaFactory(nombre="Gerardo Núñez Inventado")
    CandidaturaFactory(nombre="Beatriz Solís Ficticia")
    respuesta = pedir(q=q)
    assert [t.nombre for t in respuesta.context["listado"].tarjetas] == ["Gerardo Núñez Inventado"]
    assert "Sin coincidencias exactas" in respuesta.content.decode()


def test_se_busca_en_el_sobrenombre(nombres):
    CandidaturaFactory(nombre="Persona Inventada", sobrenombre="La Güera")
    assert nombres(q="guera") == ["Persona Inventada"]


def test_ana_no_trae_a_mariana(nombres):
    CandidaturaFactory(nombre="Mariana Inventada")
    CandidaturaFactory(nombre="Ana Inventada")
    assert nombres(q="ana") == ["Ana Inventada"]


def test_se_busca_en_lo_publicado_y_los_nombres_van_primero(nombres):
    PerfilFactory(
        candidatura__nombre="Persona Que Habla",
        candidatura__formula__actor__orden=1,
        propuesta_2="Llevar el água a cada colonia.",
    )
    CandidaturaFactory(nombre="Rosa Agua Inventada", formula__actor__orden=2)
    assert nombres(q="agua") == ["Rosa Agua Inventada", "Persona Que Habla"]


def test_cada_palabra_puede_estar_en_el_nombre_o_en_el_texto(nombres):
    PerfilFactory(candidatura__nombre="Persona Que Habla", propuesta_1="Cuidar el agua.")
    PerfilFactory(candidatura__nombre="Otra Que Calla", propuesta_1="Cuidar el agua.")
    assert nombres(q="habla agua") == ["Persona Que Habla"]


def test_parecerse_a_una_palabra_no_trae_a_quien_la_lleva_dentro_de_otra(nombres):
    CandidaturaFactory(nombre="Dos Agarciado")
    CandidaturaFactory(nombre="Uno García")
    assert nombres(q="garsia") == ["Uno García"]


@pytest.mark.parametrize("q", ["%", "_", "\\", "100%", "' OR 1=1 --", "(((", "[a", "*", "\\m"])
def test_los_signos_no_son_instrucciones(nombres, q):
    CandidaturaFactory(nombre="Persona Inventada")
    assert nombres(q=q) == []


# --- Filtros ---
def test_un_partido_encuentra_tambien_sus_coaliciones(nombres):
    partido = PartidoFactory()
    solo = ActorFactory(integrantes=[partido], orden=1)
    juntos = CoalicionFactory(integrantes=[partido, PartidoFactory()], orden=2)
    CandidaturaFactory(nombre="Por El Partido", formula__actor=solo)
    CandidaturaFactory(nombre="Por La Coalición", formula__actor=juntos)
    CandidaturaFactory(nombre="Por Otro")
    assert nombres(actor=solo.pk) == ["Por El Partido", "Por La Coalición"]
    assert nombres(actor=juntos.pk) == ["Por La Coalición"]


def test_filtra_por_cargo_sexo_edad_y_escolaridad(nombres):
    rp = CargoFactory(clave="diputacion-rp", principio=Principio.RP, orden=3)
    CandidaturaFactory(nombre="Uno De Lista", formula__eleccion__cargo=rp)
    CandidaturaFactory(nombre="Dos Nobinaria", sexo=Sexo.NO_BINARIO, edad=24)
    CandidaturaFactory(nombre="Tres Mayor", sexo=Sexo.HOMBRE, edad=60)
    PerfilFactory(candidatura__nombre="Cuatro Doctora", escolaridad="doctorado")
    assert nombres(cargo="diputacion-rp") == ["Uno De Lista"]
    assert nombres(sexo="no_binario") == ["Dos Nobinaria"]
    assert nombres(edad="18-24") == ["Dos Nobinaria"]
    assert nombres(edad="60-y-mas") == ["Tres Mayor"]
    assert nombres(escolaridad="doctorado") == ["Cuatro Doctora"]


def test_filtra_por_distrito_y_por_los_distritos_de_un_municipio(nombres):
    proceso = ProcesoFactory()
    demarcacion = Demarcacion.objects.create(clave="d", nombre="d", entidad=proceso.entidad)
    marco = MarcoSeccional.objects.create(clave="m", nombre="m", demarcacion=demarcacion)
    proceso.marco = marco
    proceso.save()
    municipio = Municipio.objects.create(entidad=proceso.entidad, numero=7, nombre="Ñandú")
    distritos = [Distrito.objects.create(demarcacion=demarcacion, numero=n) for n in (1, 2)]
    Seccion.objects.create(marco=marco, numero=1, municipio=municipio, distrito=distritos[1])
    for distrito in distritos:
        eleccion = EleccionFactory(distrito=distrito, nombre_territorio=str(distrito))
        CandidaturaFactory(nombre=f"Del {distrito.numero}", formula__eleccion=eleccion)
    assert nombres(distrito=1) == ["Del 1"]
    assert nombres(municipio=7) == ["Del 2"]


def test_sin_pedirlo_se_ve_el_proceso_vigente_y_se_puede_pedir_otro(nombres):
    pasado = ProcesoFactory(clave="pasado", vigente=False, estado="archivado", fuente="Fuente")
    cargo = CargoFactory(proceso=pasado)
    CandidaturaFactory(nombre="De Antes", formula__eleccion__cargo=cargo)
    CandidaturaFactory(nombre="De Ahora")
    assert nombres() == ["De Ahora"]
    assert nombres(proceso="pasado") == ["De Antes"]


def test_el_orden_es_el_de_la_boleta(nombres):
    mr, rp = CargoFactory(), CargoFactory(clave="rp", principio=Principio.RP, orden=9)
    a, b = ActorFactory(orden=1), ActorFactory(orden=2)
    primera = EleccionFactory(cargo=mr, orden=1)
    formula = FormulaFactory(eleccion=primera, actor=a)
    lista = EleccionFactory(cargo=rp, orden=1)
    CandidaturaFactory(nombre="6", formula=FormulaFactory(eleccion=lista, actor=a, numero=2))
    CandidaturaFactory(nombre="5", formula=FormulaFactory(eleccion=lista, actor=a, numero=1))
    CandidaturaFactory(nombre="4", formula__eleccion=EleccionFactory(cargo=mr, orden=2))
    CandidaturaFactory(nombre="3", formula__eleccion=primera, formula__actor=b)
    CandidaturaFactory(nombre="2", formula=formula, tipo=TipoDeCandidatura.SUPLENTE)
    PerfilFactory(candidatura__nombre="1", candidatura__formula=formula)
    assert nombres() == list("123456")


# --- Lo que no se entiende ---
ROTAS = [
    {"q": "\x00"},
    {"q": "a\x00b"},
    {"q": "ñ" * 10_000},
    {"q": "palabra " * 12},
    {"pagina": "9999999"},
    {"pagina": "9" * 10_000},
    {"pagina": "-1"},
    {"pagina": "²"},
    {"pagina": "٣"},
    {"pagina": "<script>"},
    {"pagina": ""},
    {"cargo": "no-existe"},
    {"cargo": "\x00"},
    {"distrito": "99999999999999999999"},
    {"municipio": "' OR 1=1"},
    {"actor": "x" * 10_000},
    {"actor": "99999999999999999999"},
    {"sexo": ["mujer", "otro"]},
    {"edad": "-5"},
    {"escolaridad": "\ud7ff"},
    {"proceso": "<b>x</b>"},
    {"proceso": "\x00"},
    {"no_es_un_filtro": "x"},
]


@pytest.mark.parametrize("parametros", ROTAS, ids=str)
@pytest.mark.parametrize("direccion", [LISTA, "/", "/api/v1/candidaturas/"])
def test_ninguna_consulta_rota_rompe_nada(client, direccion, parametros):
    CandidaturaFactory()
    respuesta = client.get(direccion, parametros)
    assert respuesta.status_code in {200, 400}
    if direccion != "/api/v1/candidaturas/":
        assert respuesta.status_code == 200
        assert "<script>" not in respuesta.content.decode().replace("<script src", "")


def test_una_direccion_con_bytes_sueltos_no_rompe_nada(client):
    for cola in ("?q=%ff%fe", "?q=%00", "?%00=%00", "?q=%ud800", "?" + "a&" * 400):
        assert client.get(f"{LISTA}{cola}").status_code in {200, 400}


def test_una_opcion_desconocida_se_avisa_y_lo_demas_se_aplica(pedir):
    CandidaturaFactory(nombre="Mujer Inventada")
    CandidaturaFactory(nombre="Hombre Inventado", sexo=Sexo.HOMBRE)
    respuesta = pedir(cargo="virreinato", sexo="mujer")
    assert [t.nombre for t in respuesta.context["listado"].tarjetas] == ["Mujer Inventada"]
    texto = respuesta.content.decode()
    assert "Cargo: No hay una opción «virreinato». No se aplicó." in texto


def test_una_pagina_que_no_existe_se_avisa_y_se_muestra_la_primera(pedir):
    CandidaturaFactory(nombre="Persona Inventada")
    respuesta = pedir(pagina="9999999")
    assert "La página pedida no existe: hay 1." in respuesta.content.decode()
    assert len(respuesta.context["listado"].tarjetas) == 1


def test_hay_un_limite_de_paginas(pedir, monkeypatch):
    monkeypatch.setattr(listado, "POR_PAGINA", 1)
    monkeypatch.setattr(listado, "PAGINA_MAXIMA", 2)
    CandidaturaFactory.create_batch(3)
    assert "Acote con los filtros" in pedir(pagina="3").content.decode()


# --- Sin resultados ---
def test_sin_resultados_dice_que_filtro_quitar(pedir):
    CandidaturaFactory.create_batch(3, sexo=Sexo.MUJER, edad=30)
    respuesta = pedir(sexo="mujer", edad="60-y-mas")
    (opcion,) = respuesta.context["listado"].quitar_uno
    assert (opcion.etiqueta, opcion.cuantas) == ("Edad el día de la jornada", 3)
    assert opcion.url == f"{LISTA}?sexo=mujer"
    assert "Ninguna candidatura con esos filtros" in respuesta.content.decode()


def test_si_quitar_uno_no_basta_dice_cual_dejar(pedir):
    CandidaturaFactory(sexo=Sexo.MUJER, edad=30)
    respuesta = pedir(sexo="hombre", edad="60-y-mas", q="inventada")
    listado_ = respuesta.context["listado"]
    assert listado_.quitar_uno == []
    assert [(o.valor, o.url, o.cuantas) for o in listado_.dejar_uno] == [
        ("«inventada»", f"{LISTA}?q=inventada", 1)
    ]
    assert "Quitar un solo filtro no basta" in respuesta.content.decode()


def test_los_filtros_puestos_se_quitan_uno_por_uno(pedir):
    CandidaturaFactory()
    respuesta = pedir(sexo="mujer", q="inventada", edad="", pagina="1")
    urls = {p.etiqueta: p.url for p in respuesta.context["listado"].puestos}
    assert urls == {"Nombre o palabra": f"{LISTA}?sexo=mujer", "Sexo": f"{LISTA}?q=inventada"}


# --- Estados y forma ---
def test_sin_proceso_publico_lo_dice(pedir):
    assert "Todavía no hay candidaturas publicadas" in pedir().content.decode()


def test_con_proceso_y_sin_candidaturas_lo_dice(pedir):
    ProcesoFactory()
    assert "Todavía no hay candidaturas registradas" in pedir().content.decode()


def test_htmx_recibe_solo_los_resultados_y_las_caches_lo_saben(client):
    CandidaturaFactory(nombre="Persona Inventada")
    fragmento = client.get(LISTA, headers={"HX-Request": "true"})
    pagina = client.get(LISTA)
    assert "<html" not in fragmento.content.decode()
    assert "Persona Inventada" in fragmento.content.decode()
    assert "<html" in pagina.content.decode()
    assert fragmento["Vary"] == pagina["Vary"] == "HX-Request"
    restaurar = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(LISTA, headers=restaurar).content.decode()


def test_la_pagina_siguiente_conserva_los_filtros(pedir, monkeypatch):
    monkeypatch.setattr(listado, "POR_PAGINA", 1)
    CandidaturaFactory.create_batch(2)
    assert "?sexo=mujer&amp;pagina=2" in pedir(sexo="mujer").content.decode()


def test_un_filtro_con_cientos_de_opciones_solo_ofrece_las_que_tienen_a_alguien(pedir, monkeypatch):
    mujer = CandidaturaFactory(sexo="mujer").formula.eleccion.cargo
    otro = CargoFactory(proceso=mujer.proceso, clave="otro", nombre="Cargo de un hombre")
    CandidaturaFactory(sexo="hombre", formula__eleccion__cargo=otro)
    vacio = CargoFactory(proceso=mujer.proceso, clave="vacio", nombre="Cargo sin nadie")

    def ofrecidos(**parametros) -> list[bool]:
        html = pedir(**parametros).text
        return [f">{c.nombre} (" in html for c in (mujer, otro, vacio)]

    assert ofrecidos(sexo="mujer") == [True, True, True]
    monkeypatch.setattr(campos_de_filtro, "OPCIONES_A_LA_VISTA", 1)
    assert ofrecidos() == [True, True, False]
    assert ofrecidos(sexo="mujer") == [True, False, False]
    # La que está puesta se sigue viendo, aunque ya no encuentre a nadie.
    assert ofrecidos(sexo="mujer", cargo=vacio.clave)[2]


@pytest.mark.parametrize(
    "parametros",
    [{}, {"q": "ficticia"}, {"q": "inventadx"}, {"sexo": "mujer"}, {"proceso": "archivo"}],
    ids=str,
)
def test_las_consultas_no_crecen_con_los_renglones(
    client, django_assert_max_num_queries, parametros
):
    archivo = ProcesoFactory(clave="archivo", vigente=False, estado="archivado", fuente="F")
    en_archivo = CargoFactory(proceso=archivo)

    def sembrar(cuantas):
        for _ in range(cuantas):
            PerfilFactory(con_foto=True)
            CandidaturaFactory(formula__eleccion__cargo=en_archivo, formula__actor__proceso=archivo)

    def contar():
        with django_assert_max_num_queries(60) as capturadas:
            assert client.get(LISTA, parametros).status_code == 200
        return len(capturadas)

    sembrar(3)
    con_pocas = contar()
    sembrar(27)
    assert contar() == con_pocas


def test_el_inicio_dice_que_tan_completa_esta_la_informacion(client):
    PerfilFactory()
    CandidaturaFactory.create_batch(2)
    CandidaturaFactory(estado_registro="renuncia", baja_el="2023-05-01")
    texto = " ".join(client.get("/").content.decode().split())
    assert "1 de 3</strong> candidaturas tienen su perfil publicado" in texto


def test_el_inicio_lista_los_archivos_con_su_fuente_y_sin_cifra(client):
    ProcesoFactory(
        clave="viejo",
        nombre="Proceso Viejo",
        vigente=False,
        estado="archivado",
        fuente="Lista oficial de prueba",
        solo_nombres=True,
    )
    texto = client.get("/").content.decode()
    assert "En este momento no hay un proceso" in texto
    assert "Fuente: Lista oficial de prueba" in texto
    assert "Archivo de nombres" in texto
    assert f"{reverse('candidaturas:lista')}?proceso=viejo" in texto


@pytest.mark.parametrize("direccion", ["/", "/sitemap.xml", "/api/v1/cargos/", "/api/v1/actores/"])
def test_las_demas_paginas_tampoco_consultan_mas_con_mas_renglones(
    client, django_assert_max_num_queries, direccion
):
    def contar():
        with django_assert_max_num_queries(40) as capturadas:
            assert client.get(direccion).status_code == 200
        return len(capturadas)

    PerfilFactory.create_batch(3)
    con_pocas = contar()
    PerfilFactory.create_batch(27)
    assert contar() == con_pocas
