"""Un proceso ficticio del tamaño que se pida, metido con SQL: para medir, no para mirar.

Lo que crece es el territorio: cada boleta tiene las mismas 240 personas con 2,000 candidaturas
(16 distritos, 20 municipios) que con 200,000 (301 y 2,438, más o menos los del país). Nueve de cada
diez tienen perfil, con textos del largo de los verdaderos.
"""

from datetime import timedelta
from itertools import product

ACTORES = 8
POR_DISTRITO = ACTORES * 2
FORMULAS_DE_PLANILLA = 5
POR_MUNICIPIO = ACTORES * FORMULAS_DE_PLANILLA * 2
POR_LISTA = 17
ESTATALES = ACTORES * (1 + POR_LISTA)
SECCIONES_POR_MUNICIPIO = 4

TAMANOS = {2_000: (16, 20), 200_000: (301, 2_438)}

# Cada frase de un perfil es una de estas con dos palabras de la otra lista.
_FRASES = (
    "Trabajé en una cooperativa y luego en la coordinación de talleres de lectura sobre {a} y {b}.",
    "Propongo que cada colonia decida qué se hace con {a}, y que se publique cuánto costó {b}.",
    "Impulsaré un programa de {a} con presupuesto propio; lo que hoy se gasta en {b} no alcanza.",
    "Participé nueve años en comités vecinales: ahí aprendí que {a} y {b} van juntos.",
    "Mi primera iniciativa será sobre {a}, con reglas claras para {b} y plazos que se cumplan.",
    "Quiero que mis hijas crezcan donde {a} no dependa de a quién se conoce, ni {b} del dinero.",
)
_TEMAS = """
agua pozos transporte escuelas hospitales caminos alumbrado parques bibliotecas seguridad vivienda
empleo artesanías ganadería riego semillas mercados becas guarderías cuidados drenaje basura
reciclaje bosques incendios sequía presas energía internet turismo museos deporte música teatro
lenguas migración aduanas carreteras puentes trenes banquetas rampas impuestos predial trámites
archivos transparencia auditorías compras sindicatos salarios policías jueces víctimas búsquedas
refugios vacunas clínicas medicinas nutrición comedores adicciones juventud infancia vejez
discapacidad mujeres paridad comunidades ejidos minería
"""
# Un vocabulario grande: una palabra cualquiera sale más o menos en uno de cada nueve perfiles.
PALABRAS = _TEMAS.split() + [
    "".join(s) for s in product(("ba", "ce", "di", "fo", "mu", "tri", "plo"), repeat=3)
]
_NOMBRES = [
    "María José",
    "Ana Lucía",
    "Xóchitl",
    "Guadalupe",
    "Rocío",
    "Noemí",
    "Julián",
    "Ángel",
    "Iñaki",
    "José Luis",
    "Gerardo",
    "Ramón",
    "Verónica",
    "Leticia",
    "Hortensia",
    "Abril",
    "Emiliano",
    "Saúl",
    "Tomás",
    "Uriel",
]
_APELLIDOS = [
    "Núñez",
    "Peña",
    "García",
    "De la O",
    "Oyarzábal",
    "Güereña",
    "Del Bosque",
    "Cisneros",
    "Valdés",
    "Treviño",
    "Zertuche",
    "Cantú",
    "Villarreal",
    "Yáñez",
    "Quiroga",
    "Rodríguez",
    "Hernández",
    "Flores",
    "Ibarra",
    "Jáuregui",
    "Kuri",
    "Ledezma",
    "Maldonado",
    "Ontiveros",
    "Padilla",
    "Rangel",
    "Sifuentes",
    "Tovar",
    "Urbina",
    "Zapata",
]

# La historia cuesta más que todo lo demás y el portal no la usa.
_SIN_HISTORIA = """
ALTER TABLE candidaturas_formula DISABLE TRIGGER USER;
ALTER TABLE candidaturas_candidatura DISABLE TRIGGER USER;
"""

_TERRITORIO = """
INSERT INTO candidaturas_entidad (numero, nombre) VALUES (99, 'Entidad Ficticia');
INSERT INTO candidaturas_demarcacion (clave, nombre, entidad_id, fuente)
    SELECT 'ficticia', 'Demarcación ficticia', id, '' FROM candidaturas_entidad WHERE numero = 99;
INSERT INTO candidaturas_distrito (demarcacion_id, numero, cabecera)
    SELECT d.id, n, 'Villa Ficticia ' || n FROM candidaturas_demarcacion d,
        generate_series(1, %(distritos)s) n;
INSERT INTO candidaturas_municipio (entidad_id, numero, nombre, cabecera)
    SELECT e.id, n, 'Municipio Ficticio ' || n, '' FROM candidaturas_entidad e,
        generate_series(1, %(municipios)s) n;
INSERT INTO candidaturas_marcoseccional (clave, nombre, demarcacion_id, fuente)
    SELECT 'ficticio', 'Marco ficticio', id, '' FROM candidaturas_demarcacion;
INSERT INTO candidaturas_seccion (marco_id, numero, municipio_id, distrito_id)
    SELECT f.id, (m.numero - 1) * %(secciones)s + n, m.id, d.id
    FROM candidaturas_marcoseccional f, candidaturas_municipio m
    JOIN candidaturas_distrito d ON d.numero = m.numero %% %(distritos)s + 1,
        generate_series(1, %(secciones)s) n;
INSERT INTO candidaturas_procesoelectoral (clave, nombre, anio, tipo, entidad_id, marco_id,
        jornada_el, estado, vigente, publico_desde, publico_desde_cita, fuente, solo_nombres,
        ciclo, acta_folio, acta_huella)
    SELECT 'ficticio', 'Proceso ficticio', 2023, 'ordinario', e.id, f.id, '2023-06-04', 'abierto',
        true, '2023-04-02', '', '', false, 'vigente', '', ''
    FROM candidaturas_entidad e, candidaturas_marcoseccional f;
INSERT INTO candidaturas_cargo (proceso_id, clave, nombre, ambito, principio, con_suplente, orden)
    SELECT p.id, c.* FROM candidaturas_procesoelectoral p, (VALUES
        ('gubernatura', 'Gubernatura', 'entidad', 'mr', false, 1),
        ('diputacion-mr', 'Diputación de mayoría relativa', 'distrito', 'mr', true, 2),
        ('diputacion-rp', 'Diputación de representación proporcional', 'entidad', 'rp', false, 3),
        ('ayuntamiento', 'Ayuntamiento', 'municipio', 'mr', true, 4)) c;
INSERT INTO candidaturas_eleccion
        (cargo_id, distrito_id, municipio_id, nombre_territorio, orden)
    SELECT id, NULL::bigint, NULL::bigint, 'Entidad Ficticia', 0
        FROM candidaturas_cargo WHERE ambito = 'entidad'
    UNION ALL SELECT c.id, d.id, NULL::bigint, 'Distrito ' || d.numero || ', ' || d.cabecera,
            d.numero
        FROM candidaturas_cargo c, candidaturas_distrito d WHERE c.ambito = 'distrito'
    UNION ALL SELECT c.id, NULL::bigint, m.id, m.nombre, m.numero
        FROM candidaturas_cargo c, candidaturas_municipio m WHERE c.ambito = 'municipio';
INSERT INTO candidaturas_partido (sigla, nombre, alcance)
    SELECT 'PF' || n, 'Partido Ficticio ' || n, 'local' FROM generate_series(1, %(actores)s) n;
INSERT INTO candidaturas_actorpolitico (proceso_id, tipo, nombre, siglas, convenio, orden)
    SELECT p.id, 'partido', a.nombre, a.sigla, '', a.id
    FROM candidaturas_procesoelectoral p, candidaturas_partido a;
INSERT INTO candidaturas_integrante (actor_id, partido_id, orden)
    SELECT a.id, p.id, 0 FROM candidaturas_actorpolitico a
    JOIN candidaturas_partido p ON p.sigla = a.siglas;
INSERT INTO candidaturas_formula (eleccion_id, actor_id, numero)
    SELECT e.id, a.id, n
    FROM candidaturas_eleccion e JOIN candidaturas_cargo c ON c.id = e.cargo_id,
        candidaturas_actorpolitico a,
        LATERAL generate_series(1, CASE c.clave WHEN 'diputacion-rp' THEN %(lista)s
                                    WHEN 'ayuntamiento' THEN %(planilla)s ELSE 1 END) n;
-- Sin saber que ya son miles, PostgreSQL las recorrería todas por cada candidatura.
ANALYZE;
"""

_PERSONAS = """
SELECT setseed(0.2023);
INSERT INTO candidaturas_candidatura (formula_id, proceso_id, tipo, folio, nombre, nombres,
        primer_apellido, segundo_apellido, sobrenombre, sexo, edad, reeleccion, estado_registro,
        por_aclarar, orden_boleta)
    SELECT f.id, p.id, t.tipo, '', n || ' ' || a1 || ' ' || a2, n, a1, a2, '',
        CASE WHEN random() < 0.5 THEN 'mujer' ELSE 'hombre' END, 18 + floor(random() * 60),
        random() < 0.1, 'registrada', '', conoceles_orden_de_boleta(f.id, t.tipo)
    FROM candidaturas_formula f JOIN candidaturas_eleccion e ON e.id = f.eleccion_id
    JOIN candidaturas_cargo c ON c.id = e.cargo_id, candidaturas_procesoelectoral p,
        LATERAL (SELECT 'propietaria' UNION ALL SELECT 'suplente' WHERE c.con_suplente) t(tipo),
        LATERAL (SELECT (%(nombres)s)[1 + floor(random() * %(cuantos_nombres)s + 0 * f.id)],
            (%(apellidos)s)[1 + floor(random() * %(cuantos_apellidos)s + 0 * f.id)],
            (%(apellidos)s)[1 + floor(random() * %(cuantos_apellidos)s + 0 * f.id)]) x(n, a1, a2);
"""

_PERFILES = """
CREATE TEMPORARY TABLE texto ON COMMIT DROP AS
    SELECT n, string_agg(replace(replace((%(frases)s)[1 + floor(random() * %(cuantas_frases)s)],
            '{a}', (%(palabras)s)[1 + floor(random() * %(cuantas_palabras)s)]),
            '{b}', (%(palabras)s)[1 + floor(random() * %(cuantas_palabras)s)]), ' ') AS texto
    FROM generate_series(0, 4999) n, generate_series(1, 4) GROUP BY n;
CREATE TEMPORARY TABLE perfil ON COMMIT DROP AS
    SELECT id, floor(random() * 5000) AS a, floor(random() * 5000) AS b,
        floor(random() * 5000) AS c, floor(random() * 5000) AS d, floor(random() * 5000) AS e,
        floor(random() * 5000) AS f
    FROM candidaturas_candidatura WHERE id %% 10 > 0;
INSERT INTO candidaturas_perfilpublicado (candidatura_id, casas_campana, telefonos, correos,
        pagina_web, redes, escolaridad, estatus_escolaridad, cursos, historia_profesional,
        trayectoria_politica, motivo_cargo_publico, propuesta_1, propuesta_2, propuesta_genero,
        foto, foto_anchos, publicado_en, actualizado_en, huella, secciones_pausadas)
    SELECT id, '{"Calle Ficticia 1, Centro"}', '{8445550000}', '{}', '',
        '{https://www.facebook.com/ficticia}',
        (ARRAY['primaria','secundaria','preparatoria','licenciatura','maestria'])[1 + id %% 5],
        'concluido', '{}', a.texto, b.texto, c.texto, d.texto, e.texto, f.texto, '', '{}',
        '2023-04-20', '2023-04-20', repeat('0', 64), '{}'
    FROM perfil JOIN texto a ON a.n = perfil.a JOIN texto b ON b.n = perfil.b
    JOIN texto c ON c.n = perfil.c JOIN texto d ON d.n = perfil.d
    JOIN texto e ON e.n = perfil.e JOIN texto f ON f.n = perfil.f;
INSERT INTO candidaturas_compromisopublicado (candidatura_id, familia, version, compromisos,
        firmado_en, folio)
    SELECT candidatura_id, 'Compromisos de ejemplo', '1', '{Uno}', '2023-04-21',
        'F-' || candidatura_id
    FROM candidaturas_perfilpublicado WHERE candidatura_id %% 7 = 0;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE candidaturas_formula ENABLE TRIGGER USER;
ALTER TABLE candidaturas_candidatura ENABLE TRIGGER USER;
"""


def cargar(tamano: int, *, con_perfiles: bool = True) -> None:
    """Llena una base recién migrada. `tamano` es uno de TAMANOS.

    Con perfiles es para medir el portal, y la historia se queda vacía; sin ellos, se escribe.
    """
    from django.db import connection, transaction

    from candidaturas import sorteo
    from conoceles.comun import reloj

    distritos, municipios = TAMANOS[tamano]
    valores = {
        "distritos": distritos,
        "municipios": municipios,
        "secciones": SECCIONES_POR_MUNICIPIO,
        "actores": ACTORES,
        "lista": POR_LISTA,
        "planilla": FORMULAS_DE_PLANILLA,
        "nombres": _arreglo(_NOMBRES),
        "cuantos_nombres": len(_NOMBRES),
        "apellidos": _arreglo(_APELLIDOS),
        "cuantos_apellidos": len(_APELLIDOS),
        "frases": _arreglo(_FRASES),
        "cuantas_frases": len(_FRASES),
        "palabras": _arreglo(PALABRAS),
        "cuantas_palabras": len(PALABRAS),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # Nada de esto viene de fuera: se escribe tal cual para poder crear funciones y repetirlo.
        if con_perfiles:
            cursor.execute(_SIN_HISTORIA)
        cursor.execute(_TERRITORIO % valores)
        cursor.execute((_PERSONAS + (_PERFILES if con_perfiles else "")) % valores)
    with reloj.en(reloj.ahora() - timedelta(days=2)):
        sorteo.comprometer()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("SELECT count(*) FROM candidaturas_candidatura")
        (hay,) = cursor.fetchone()
    if hay != tamano:
        raise ValueError(f"El proceso sintético tiene {hay} candidaturas y no {tamano}.")


def _arreglo(textos) -> str:
    return "ARRAY[" + ", ".join(f"'{texto}'" for texto in textos) + "]"
