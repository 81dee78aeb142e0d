"""Textos ficticios en primera persona, armados con semilla a partir de frases por tema.

Se escribieron para la demostración: ninguno es de una persona real ni de un partido, y el tema que
le toca a cada candidatura se sortea sin mirar quién la postula.
"""

import random

from candidaturas.models import Escolaridad, EstatusDeEstudios

OFICIOS: dict[str, tuple[str, ...]] = {
    "Ingeniería Civil": (
        "Estudié Ingeniería Civil y durante once años trabajé en obra pública, primero como "
        "residente y después en la supervisión de pavimentos y drenajes.",
        "Coordiné cuadrillas de hasta cuarenta personas y aprendí que una obra se cuida desde el "
        "presupuesto y no cuando ya se agrietó.",
        "Hoy asesoro a pequeñas constructoras de la región en normas de seguridad y doy clases de "
        "materiales por las tardes.",
    ),
    "Enfermería": (
        "Soy profesional de la enfermería y llevo catorce años en hospitales públicos, nueve de "
        "ellos en turno nocturno de urgencias.",
        "Participé en brigadas de vacunación en ejidos y colonias donde la clínica más cercana "
        "queda a más de una hora de camino.",
        "También he formado a personal de nuevo ingreso en atención a personas mayores y en "
        "primeros auxilios para escuelas.",
    ),
    "Docencia en primaria": (
        "Trabajo en la docencia desde hace dieciséis años, casi siempre en primarias "
        "multigrado donde un solo grupo reúne niñas y niños de varias edades.",
        "He coordinado el consejo técnico de mi zona escolar y un programa de lectura en voz alta "
        "que hoy funciona en doce escuelas.",
        "Antes fui capacitando a madres y padres en el uso de la biblioteca del aula.",
    ),
    "Derecho": (
        "Estudié Derecho y ejerzo en materia laboral; he acompañado a más de trescientas personas "
        "en conciliaciones y juicios.",
        "Durante cuatro años atendí una asesoría gratuita los sábados, sobre todo en casos de "
        "despido y de pensiones.",
        "He impartido talleres sobre derechos de las personas trabajadoras del hogar y de la "
        "maquila.",
    ),
    "Comercio": (
        "Tengo un comercio familiar de abarrotes que abrió mi abuela y que sostengo desde hace "
        "dieciocho años junto con mis hermanas.",
        "Conozco lo que cuesta pagar la luz, surtir a crédito y cumplir con los trámites sin que "
        "cierre el negocio.",
        "Formé con otros locales una red de compras en común que bajó los precios de la canasta "
        "básica en la colonia.",
    ),
    "Agronomía": (
        "Estudié Agronomía y trabajo con productoras y productores de nuez, forraje y leche desde "
        "hace doce años.",
        "He dirigido módulos de riego y capacitado en el uso del agua por goteo en parcelas de "
        "temporal y de bombeo.",
        "Colaboro con una cooperativa lechera que comercializa sin intermediarios en tres "
        "municipios.",
    ),
    "Trabajo en la industria": (
        "Trabajo en la industria automotriz desde los diecinueve años; empecé en línea de "
        "ensamble y hoy coordino la seguridad del turno.",
        "He pasado por tres plantas y por dos cierres, así que conozco de cerca lo que significa "
        "quedarse sin ingreso de un día para otro.",
        "Estudié por las noches y ahora enseño a jóvenes que entran por primera vez a una nave.",
    ),
    "Contaduría": (
        "Estudié Contaduría y llevo veinte años revisando las cuentas de organizaciones civiles, "
        "ejidos y pequeñas empresas.",
        "He preparado informes financieros que cualquier persona pueda leer y he enseñado a "
        "comités vecinales a llevar sus libros.",
        "Formé parte de un comité de contraloría social que dio seguimiento a obras del municipio.",
    ),
    "Psicología": (
        "Estudié Psicología y atiendo a adolescentes y familias desde hace diez años, en consulta "
        "y en escuelas secundarias.",
        "Coordiné una línea de escucha que funcionó con personal voluntario durante tres años.",
        "He trabajado con centros de justicia y con clubes deportivos en la prevención de "
        "adicciones.",
    ),
    "Transporte": (
        "Manejo transporte público desde hace veintidós años y fui delegado de ruta durante seis.",
        "He negociado horarios, descansos y mantenimiento de unidades, y conozco cada colonia por "
        "donde el camión no entra.",
        "También organicé un fondo de ahorro entre operadores que cubre incapacidades y útiles "
        "escolares.",
    ),
    "Artes escénicas": (
        "Me dedico a las artes escénicas: he dirigido y actuado en plazas, escuelas y centros "
        "comunitarios durante trece años.",
        "Coordiné un taller de teatro para adolescentes que ha estrenado nueve obras escritas por "
        "ellas y ellos.",
        "He gestionado espacios culturales con muy poco dinero y mucha organización vecinal.",
    ),
    "Ingeniería en Sistemas": (
        "Estudié Ingeniería en Sistemas y desarrollo programas para clínicas, escuelas y pequeños "
        "talleres desde hace nueve años.",
        "He puesto en marcha trámites en línea que antes exigían tres vueltas a una ventanilla.",
        "Doy un curso gratuito de cómputo básico a personas mayores en la biblioteca municipal.",
    ),
}

TRAYECTORIAS = (
    "Mi participación comenzó en el comité de vecinas y vecinos de mi colonia, donde logramos el "
    "alumbrado de dos calles y la reapertura de un parque.",
    "Fui integrante de la mesa directiva de la asociación de madres y padres de familia durante "
    "cuatro ciclos escolares.",
    "Colaboré en una organización que acompaña a personas migrantes de paso con alimento, ropa y "
    "orientación legal.",
    "Participé como observadora u observador electoral en dos procesos y como funcionariado de "
    "casilla en otro.",
    "Fundé con otras personas un banco de alimentos que reparte despensas cada quincena sin pedir "
    "nada a cambio.",
    "Formo parte de un consejo ciudadano que revisa cada trimestre el gasto en obra pública.",
    "He sido parte de brigadas de protección civil en inundaciones y en temporadas de frío.",
    "Coordiné una liga deportiva infantil en la que hoy juegan más de doscientas niñas y niños.",
    "Acompañé la formación de una cooperativa de mujeres que vende conservas y dulces regionales.",
    "Participé en las mesas de trabajo sobre transporte que reunieron a estudiantes y operadores.",
    "Representé a mi generación ante el consejo de mi facultad y ahí impulsé el comedor "
    "estudiantil.",
)

MOTIVOS = (
    "Quiero ocupar este cargo porque las decisiones que más nos afectan se toman lejos de donde "
    "se viven, y creo que se puede legislar escuchando primero.",
    "He visto que los problemas de {lugar} se repiten cada tres años sin que nadie rinda cuentas "
    "de lo que se prometió.",
    "Me propongo abrir la agenda: publicar con quién me reúno, cómo voto y por qué, en palabras "
    "que cualquiera entienda.",
    "Creo que el servicio público es un trabajo temporal que se hace con orden, con estudio y con "
    "la puerta abierta.",
    "Las personas jóvenes y las mayores casi nunca aparecen en la misma ley; quiero que las "
    "miremos juntas.",
    "Vengo de una familia que siempre resolvió en comunidad, y quiero llevar esa forma de trabajar "
    "a donde se decide el presupuesto.",
    "Me mueve que en {lugar} haya servicios parejos, sin que la calle en que se nace decida la "
    "calidad de la escuela, del transporte o de la clínica.",
)

TEMAS: dict[str, tuple[str, ...]] = {
    "agua": (
        "Propongo una ley para medir y publicar cada mes cuánta agua se extrae, cuánta se va en "
        "fugas y cuánta llega a las casas de {lugar}.",
        "Con esos datos se ordenará el presupuesto hacia la reparación de la red antes que "
        "hacia pozos nuevos.",
        "Incluye captación de lluvia en escuelas y edificios públicos, y apoyo a las familias que "
        "hoy compran agua en pipa.",
    ),
    "seguridad": (
        "Propongo que la seguridad se evalúe por colonia, con reportes abiertos de tiempos de "
        "respuesta y de casos resueltos en {lugar}.",
        "La policía de proximidad debe tener salario digno, capacitación continua y controles que "
        "la ciudadanía pueda revisar.",
        "Se acompaña de alumbrado, transporte nocturno seguro y espacios públicos con actividades.",
    ),
    "salud": (
        "Propongo asegurar el abasto de medicamentos en las clínicas con un tablero público que "
        "muestre existencias y faltantes cada semana.",
        "También unidades móviles con personal de medicina, enfermería y psicología para las "
        "localidades más apartadas de {lugar}.",
        "La salud mental de adolescentes tendrá un renglón propio en el presupuesto estatal.",
    ),
    "educación": (
        "Propongo un fondo para el mantenimiento de escuelas que se asigne por necesidad y no por "
        "gestión, con padrón público de obras en {lugar}.",
        "Baños, agua potable e internet serán lo primero, y cada escuela podrá consultar en qué "
        "lugar de la lista va.",
        "Incluye becas de transporte para estudiantes de nivel medio superior que viven lejos.",
    ),
    "empleo": (
        "Propongo incentivos para las empresas que contraten a personas de más de cuarenta y cinco "
        "años y a quienes buscan su primer empleo en {lugar}.",
        "Se acompañan de capacitación pagada, ligada a vacantes reales, y de una ventanilla única "
        "para abrir un negocio pequeño.",
        "Los apoyos se entregarán con reglas públicas y evaluación cada año.",
    ),
    "transporte": (
        "Propongo una ley de movilidad que ordene rutas y horarios con datos, y que obligue a "
        "publicar cuántas unidades circulan en {lugar}.",
        "Banquetas, ciclovías y paradas con sombra forman parte de la misma red que el camión.",
        "La tarifa social para estudiantes, personas mayores y personas con discapacidad quedará "
        "en la ley.",
    ),
    "campo": (
        "Propongo comprar a productoras y productores de la región una parte de los alimentos de "
        "escuelas y hospitales públicos.",
        "Un seguro para sequías y heladas, con pagos en menos de treinta días, dará certeza a las "
        "familias del campo de {lugar}.",
        "Incluye tecnificación del riego y caminos sacacosechas con presupuesto de varios años.",
    ),
    "medio ambiente": (
        "Propongo que {lugar} tenga monitoreo público de la calidad del aire y protocolos que se "
        "apliquen sin pedir permiso a nadie.",
        "Se plantarán especies nativas donde haya riego asegurado, y se medirá cuántas sobreviven.",
        "La industria reportará sus emisiones en un sitio abierto que cualquiera pueda consultar.",
    ),
    "vivienda": (
        "Propongo regularizar la tenencia de la tierra en colonias con más de diez años, con "
        "trámite gratuito y plazo fijo.",
        "El apoyo a la autoconstrucción llevará asesoría técnica para que las casas de {lugar} "
        "resistan el calor y el frío.",
        "Las reservas de suelo se destinarán a vivienda cerca de escuelas y fuentes de trabajo.",
    ),
    "cultura y deporte": (
        "Propongo abrir por las tardes las escuelas de {lugar} con talleres de música, lectura, "
        "ajedrez y deporte atendidos por personal contratado.",
        "Cada municipio tendrá un presupuesto mínimo de cultura que no se pueda recortar a mitad "
        "de año.",
        "Las ligas infantiles y los grupos artísticos podrán usar sin costo los espacios públicos.",
    ),
    "transparencia": (
        "Propongo que cada peso de obra pública se pueda seguir en línea: proyecto, contrato, "
        "avance y fotografías del lugar en {lugar}.",
        "Los contratos se publicarán completos y en formato abierto antes del primer pago.",
        "Los comités ciudadanos de vigilancia recibirán capacitación y respuesta por escrito.",
    ),
}

# Con qué se empieza, con cuánto y cómo se sabrá: lo que hace distintas dos propuestas de un tema.
PRIMER_PASO = (
    "En los primeros {dias} días pediré un diagnóstico público a la universidad más cercana.",
    "Empezaré por {cuantas} colonias y ejidos, los que más tiempo llevan esperando.",
    "Lo primero será una mesa de {cuantas} personas elegidas por sorteo, con actas abiertas.",
    "Antes de {dias} días presentaré la iniciativa, escrita con quienes ya trabajan en esto.",
    "Arrancaré con una prueba de {meses} meses; si no funciona, se dirá y se cambiará.",
    "Revisaré primero lo que ya existe: hay al menos {cuantas} programas que hacen casi lo mismo.",
)
CON_QUE = (
    "Costaría {millones} millones de pesos al año, que hoy se gastan en difusión.",
    "No pide dinero nuevo: basta el {porciento} por ciento de lo que cada año queda sin ejercer.",
    "Se pagaría en {meses} meses, por partes, con cada entrega a la vista.",
    "Hace falta contratar a {cuantas} personas, por concurso abierto y con evaluación.",
)
COMO_SE_SABRA = (
    "La meta es que en {anios} años alcance a {porciento} de cada cien hogares.",
    "Cada {meses} meses se publicará qué avanzó, qué no y por qué.",
    "Si en {anios} años no bajan las quejas {porciento} por ciento, propondré otra cosa.",
    "Lo medirán {cuantas} comités vecinales, no la oficina que lo ejecuta.",
    "Volveré cada {meses} meses a contar en persona lo que falte.",
)
REMATES = (
    "Llegué a ese trabajo a los {edad} años y ahí aprendí a escuchar antes de proponer.",
    "En {anios_de_oficio} años cambié de puesto {veces} veces y nunca de oficio.",
    "De lo que más aprendí fue de un proyecto que no salió, hace {anios_de_oficio} años.",
    "Hoy reparto la semana entre ese trabajo y {horas} horas de labor voluntaria.",
    "He formado a {grupo} personas que hoy hacen ese trabajo mejor que yo.",
    "Durante {veces} temporadas trabajé también fuera del estado.",
)

GENERO = (
    "Propongo un sistema estatal de cuidados: estancias infantiles, centros de día para personas "
    "mayores y apoyo a quienes cuidan, con horarios compatibles con el trabajo.",
    "Se reforzarán los centros de justicia con personal suficiente y atención las veinticuatro "
    "horas para mujeres que viven violencia.",
    "La igualdad salarial se revisará cada año en las dependencias públicas y sus resultados serán "
    "abiertos.",
    "Las escuelas contarán con protocolos claros contra el acoso y con personal capacitado para "
    "aplicarlos.",
    "La accesibilidad de edificios, trámites y transporte se cumplirá con un calendario público y "
    "verificable para personas con discapacidad.",
    "Se capacitará a ministerios públicos y policías en atención con perspectiva de género y sin "
    "revictimizar.",
)

CURSOS = (
    "Diplomado en políticas públicas",
    "Curso de presupuesto participativo",
    "Taller de oratoria",
    "Diplomado en derechos humanos",
    "Curso de primeros auxilios",
    "Seminario de desarrollo regional",
    "Curso de lengua de señas mexicana, nivel básico",
    "Diplomado en gestión de proyectos sociales",
)

GRADOS = (
    (Escolaridad.SECUNDARIA, EstatusDeEstudios.CERTIFICADO),
    (Escolaridad.PREPARATORIA, EstatusDeEstudios.CERTIFICADO),
    (Escolaridad.PREPARATORIA, EstatusDeEstudios.TRUNCO),
    (Escolaridad.TECNICA, EstatusDeEstudios.TITULO),
    (Escolaridad.LICENCIATURA, EstatusDeEstudios.TITULO),
    (Escolaridad.LICENCIATURA, EstatusDeEstudios.CEDULA),
    (Escolaridad.LICENCIATURA, EstatusDeEstudios.CURSANDO),
    (Escolaridad.MAESTRIA, EstatusDeEstudios.TITULO),
    (Escolaridad.DOCTORADO, EstatusDeEstudios.CEDULA),
)


def cuestionario_ficticio(azar: random.Random, *, numero: int, lugar: str) -> dict:
    """Campos curriculares (nombre → texto o lista) para la persona `numero` de la demostración."""
    grado, estatus = azar.choice(GRADOS)
    historia = " ".join(OFICIOS[azar.choice(list(OFICIOS))])
    uno, dos = azar.sample(list(TEMAS), 2)
    remate = azar.choice(REMATES).format(
        edad=azar.randint(17, 34),
        anios_de_oficio=azar.randint(4, 25),
        veces=azar.randint(2, 7),
        horas=azar.randint(3, 15),
        grupo=azar.randint(12, 180),
    )
    sitio = f"ficticia{numero:03d}"
    return {
        "casas_campana": [f"Calle Ficticia {100 + numero}, colonia Ejemplo"],
        "telefonos": [f"844 555 {numero:04d}"],
        "correos": [f"contacto{numero}@ejemplo.mx"],
        "pagina_web": f"https://ejemplo.mx/{sitio}" if numero % 4 == 0 else "",
        "redes": [
            f"https://www.facebook.com/{sitio}.ejemplo",
            *([f"https://www.instagram.com/{sitio}.ejemplo"] if numero % 2 else []),
        ],
        "escolaridad": grado,
        "estatus_escolaridad": estatus,
        "cursos": azar.sample(CURSOS, azar.randint(0, 3)),
        "historia_profesional": f"{historia} {remate}",
        "trayectoria_politica": " ".join(azar.sample(TRAYECTORIAS, 4)),
        "motivo_cargo_publico": " ".join(azar.sample(MOTIVOS, 4)).format(lugar=lugar),
        "propuesta_1": _propuesta(azar, uno, lugar),
        "propuesta_2": _propuesta(azar, dos, lugar),
        "propuesta_genero": " ".join(azar.sample(GENERO, 3)) if numero % 7 else "",
    }


def _propuesta(azar: random.Random, tema: str, lugar: str) -> str:
    """Dos frases del tema y tres que la concretan: no hay dos personas con la misma."""
    concreta = " ".join(azar.choice(frases) for frases in (PRIMER_PASO, CON_QUE, COMO_SE_SABRA))
    cifras = {
        "dias": azar.randint(20, 120),
        "cuantas": azar.randint(4, 30),
        "meses": azar.randint(2, 18),
        "millones": azar.randint(3, 48),
        "porciento": azar.randint(10, 60),
        "anios": azar.randint(2, 3),
    }
    primera, *resto = TEMAS[tema]
    return f"{primera} {azar.choice(resto)} {concreta}".format(lugar=lugar, **cifras)
