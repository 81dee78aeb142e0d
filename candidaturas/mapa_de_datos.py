"""El mapa de lo público: aquí todo lo puede leer cualquiera (conoceles.comun.mapa_de_datos)."""

from candidaturas.models import (
    ActorPolitico,
    ArchivoDeDatos,
    AvisoDePrivacidad,
    CambioDePerfil,
    Candidatura,
    Cargo,
    CodigoPostal,
    CompromisoDeSorteo,
    CompromisoPublicado,
    CorteDeDatos,
    DeclaracionPublicada,
    Demarcacion,
    Distintivo,
    Distrito,
    Eleccion,
    Entidad,
    EstadisticaPublica,
    Explicacion,
    Formula,
    InformePublico,
    Integrante,
    Interrupcion,
    Localidad,
    LoteDeVisitas,
    MarcoSeccional,
    Medicion,
    Municipio,
    PalabrasDePerfil,
    Parametro,
    Partido,
    PerfilPublicado,
    ProcesoElectoral,
    Seccion,
    SeccionRetirada,
    Visita,
)
from conoceles.comun.mapa_de_datos import (
    CUALQUIERA,
    Conservacion,
    Grupo,
    Tabla,
    Titular,
    Tratamiento,
    catalogo,
)

_TERRITORIO = [
    catalogo(Entidad, "Nombrar la entidad", "id numero nombre"),
    catalogo(Demarcacion, "Saber qué distritación rige", "id clave nombre entidad fuente"),
    catalogo(Distrito, "Situar una elección", "id demarcacion numero cabecera"),
    catalogo(Municipio, "Situar una elección", "id entidad numero nombre cabecera"),
    catalogo(MarcoSeccional, "Saber qué secciones rigen", "id clave nombre demarcacion fuente"),
    catalogo(Seccion, "Llegar de una sección a su boleta", "id marco numero municipio distrito"),
    catalogo(
        SeccionRetirada,
        "Orientar a quien trae una sección que ya no existe",
        "id entidad numero ultimo_marco municipio distrito distrito_univoco motivo sucesoras",
    ),
    catalogo(
        Localidad,
        "Llegar de una localidad a su boleta",
        "id clave municipio nombre poblacion seccion distrito",
    ),
    catalogo(
        CodigoPostal,
        "Llegar de un código postal a un municipio",
        "id entidad codigo municipios distrito",
    ),
]

_ELECCION = [
    catalogo(
        ProcesoElectoral,
        "Describir el proceso",
        "id clave nombre anio tipo entidad marco jornada_el estado vigente publico_desde "
        "publico_desde_cita fuente solo_nombres ciclo ciclo_desde acta_folio acta_huella",
    ),
    catalogo(Parametro, "Fijar plazos y límites con su cita", "id proceso clave valor cita"),
    catalogo(
        Cargo, "Decir qué se elige", "id proceso clave nombre ambito principio con_suplente orden"
    ),
    catalogo(
        Eleccion,
        "Decir qué se elige y dónde",
        "id cargo distrito municipio nombre_territorio orden",
    ),
    catalogo(Partido, "Decir quién postula", "id sigla nombre alcance"),
    # El actor de una candidatura independiente puede llevar el nombre de la persona.
    catalogo(
        ActorPolitico,
        "Decir quién postula",
        "id proceso tipo nombre siglas partidos partido_captura convenio orden",
        conservacion=Conservacion.REGISTRO,
    ),
    catalogo(Integrante, "Decir qué partidos forman un actor", "id actor partido orden"),
    catalogo(
        Formula,
        "Decir quiénes se postulan juntas",
        "id eleccion actor numero",
        conservacion=Conservacion.REGISTRO,
    ),
    catalogo(
        CompromisoDeSorteo,
        "Que nadie pueda elegir el orden del día",
        "id huella desde dias publicado_en",
    ),
    catalogo(
        Explicacion, "Explicar el sitio", "id clave titulo resumen texto orden actualizado_en"
    ),
    catalogo(
        AvisoDePrivacidad,
        "Decir qué se hace con los datos personales",
        "id version simplificado integral huella vigente_desde",
        tratamiento=Tratamiento.CUENTAS,
    ),
    catalogo(
        Medicion,
        "Medir cuánto tiempo respondió el sitio",
        "id medido_en",
        tratamiento=Tratamiento.OPERACION,
    ),
    catalogo(
        Interrupcion,
        "Publicar cuándo no respondió el sitio",
        "id desde hasta motivo",
        tratamiento=Tratamiento.OPERACION,
    ),
]

_PERSONAS = [
    Tabla(
        Candidatura,
        Tratamiento.REGISTRO,
        "Que la ciudadanía sepa quién se postula, a qué y por quién",
        (
            Grupo(
                "id formula proceso tipo folio nombre nombres primer_apellido segundo_apellido "
                "sobrenombre sexo edad reeleccion estado_registro por_aclarar registrada_el "
                "baja_el sustituye_a",
                Conservacion.REGISTRO,
            ),
            Grupo(
                "clave_orden nombre_llano orden_boleta",
                Conservacion.REGISTRO,
                finalidad="Ordenar y buscar",
            ),
        ),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="id",
    ),
    Tabla(
        PerfilPublicado,
        Tratamiento.PERFIL,
        "Dar a conocer lo que la persona quiso publicar",
        (
            Grupo(
                "candidatura casas_campana telefonos correos pagina_web redes",
                Conservacion.SE_SUPRIME,
                finalidad="Que la ciudadanía pueda contactarla",
            ),
            Grupo(
                "escolaridad estatus_escolaridad cursos historia_profesional trayectoria_politica "
                "motivo_cargo_publico propuesta_1 propuesta_2 propuesta_genero foto",
                Conservacion.SE_SUPRIME,
            ),
            Grupo(
                "foto_anchos publicado_en actualizado_en huella secciones_pausadas",
                Conservacion.SE_SUPRIME,
                finalidad="Decir desde cuándo se publica y que es lo que se revisó",
            ),
        ),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
    Tabla(
        PalabrasDePerfil,
        Tratamiento.PERFIL,
        "Buscar en los textos",
        (
            Grupo(
                "perfil palabras",
                Conservacion.SE_SUPRIME,
                sin_entrega="Son las palabras de los mismos textos, para buscarlas.",
            ),
        ),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="perfil__candidatura",
    ),
    Tabla(
        DeclaracionPublicada,
        Tratamiento.PERFIL,
        "Dar a conocer las declaraciones que la persona quiso entregar",
        (
            Grupo(
                "id candidatura clase archivo paginas huella publicada_en", Conservacion.SE_SUPRIME
            ),
        ),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
    Tabla(
        Distintivo,
        Tratamiento.IDENTIDAD,
        "Decir con qué grupos se identifica quien consintió publicarlo",
        (Grupo("id perfil clave texto", Conservacion.SE_SUPRIME),),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="perfil__candidatura",
    ),
    Tabla(
        CompromisoPublicado,
        Tratamiento.COMPROMISOS,
        "Dar a conocer qué compromisos firmó",
        (
            Grupo(
                "id candidatura familia version compromisos firmado_en folio",
                Conservacion.SE_SUPRIME,
            ),
        ),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
    Tabla(
        CambioDePerfil,
        Tratamiento.PERFIL,
        "Decir cuándo cambió un perfil, sin lo que antes decía",
        (Grupo("id candidatura campo momento clase", Conservacion.SE_SUPRIME),),
        leen=CUALQUIERA,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
]

_DATOS_E_INFORMES = [
    # Los archivos de un corte sí llevan perfiles: al suprimir se retiran y queda su huella.
    catalogo(
        CorteDeDatos,
        "Publicar datos abiertos a una fecha",
        "id proceso corte_en comprobado_en filas con_perfiles estado retirado_en motivo",
        tratamiento=Tratamiento.PERFIL,
        conservacion=Conservacion.RASTRO,
    ),
    catalogo(
        ArchivoDeDatos,
        "Que cualquiera compruebe qué archivo bajó",
        "id corte clase nombre bytes sha256 orden",
        tratamiento=Tratamiento.PERFIL,
        conservacion=Conservacion.RASTRO,
    ),
    catalogo(
        InformePublico,
        "Publicar los informes aprobados",
        "id proceso titulo mes version que_corrige aprobado_el pdf pdf_huella docx docx_huella "
        "publicado_en",
        tratamiento=Tratamiento.INFORMES,
        conservacion=Conservacion.ARCHIVO,
    ),
    catalogo(
        EstadisticaPublica,
        "Publicar cuentas de grupos, ya redondeadas",
        "id proceso corte_en clase umbral tablas huella publicada_en",
        tratamiento=Tratamiento.IDENTIDAD,
        conservacion=Conservacion.AGREGADO,
    ),
    catalogo(
        Visita,
        "Contar cuántas veces se vio cada página, sin saber quién",
        "id dia pagina codigo cuantas",
        tratamiento=Tratamiento.CIUDADANIA,
        conservacion=Conservacion.AGREGADO,
    ),
    catalogo(
        LoteDeVisitas,
        "No contar dos veces el mismo lote",
        "clave sumado_en",
        tratamiento=Tratamiento.CIUDADANIA,
        conservacion=Conservacion.AGREGADO,
    ),
]

MAPA = [*_TERRITORIO, *_ELECCION, *_PERSONAS, *_DATOS_E_INFORMES]
