"""El registro, el cuestionario, su revisión y los movimientos."""

from django.apps import apps

from captura.mapa_de_datos.comunes import EXPEDIENTE, quien
from captura.models import (
    Acuse,
    AvisoAlINE,
    Correccion,
    Cuestionario,
    DatoDeRegistro,
    Declaracion,
    DiaInhabil,
    EnlaceComprobado,
    EnlaceDeEntrega,
    EscritoFueraDeTiempo,
    Fotografia,
    MovimientoDeRegistro,
    MovimientoDeReporte,
    Observacion,
    Prorroga,
    Recordatorio,
    ReporteDeError,
    SolicitudDeDerechos,
    TextoComparado,
    TomaDeRevision,
)
from conoceles.comun.mapa_de_datos import (
    LA_PERSONA,
    SOLO_EL_SISTEMA,
    UTTAI,
    Conservacion,
    Grupo,
    Tabla,
    Titular,
    Tratamiento,
)

SUPRIME, RASTRO = Conservacion.SE_SUPRIME, Conservacion.RASTRO


def _de_la_persona(modelo, finalidad: str, *grupos: Grupo, **lo_demas) -> Tabla:
    return Tabla(
        modelo,
        lo_demas.pop("tratamiento", Tratamiento.PERFIL),
        finalidad,
        grupos,
        **{
            "leen": EXPEDIENTE,
            "titular": Titular.CANDIDATA,
            "candidatura": "cuestionario__candidatura",
            **lo_demas,
        },
    )


MAPA = [
    _de_la_persona(
        DatoDeRegistro,
        "Calcular la edad el día de la jornada y aclarar el registro",
        Grupo("candidatura", RASTRO),
        Grupo("nace_el correo_aclaraciones", SUPRIME),
        tratamiento=Tratamiento.REGISTRO,
        leen=SOLO_EL_SISTEMA,
        candidatura="candidatura",
    ),
    _de_la_persona(
        Cuestionario,
        "Preparar lo que la persona decide publicar",
        Grupo(
            "casas_campana telefonos correos pagina_web redes escolaridad estatus_escolaridad "
            "cursos historia_profesional trayectoria_politica motivo_cargo_publico propuesta_1 "
            "propuesta_2 propuesta_genero foto",
            SUPRIME,
        ),
        Grupo(
            "correo_aclaraciones",
            SUPRIME,
            finalidad="Que el instituto pueda preguntarle; no se publica",
        ),
        Grupo(
            "id candidatura estado secciones_aparte huellas_de_secciones version_lista version "
            "ronda huella_verificada enviado_en guardado_en",
            RASTRO,
            finalidad="Saber en qué va y que se publica lo que se revisó",
        ),
        candidatura="candidatura",
    ),
    _de_la_persona(
        Fotografia,
        "Guardar el retrato que la persona quiere publicar",
        Grupo("id archivo huella ancho alto meses_declarados subida_en", SUPRIME),
        quien("subida_por"),
        candidatura="cuestionarios__candidatura",
        # Las que sustituyó por otra.
        por_historia=(apps.get_model("captura.CuestionarioEvent"), "foto"),
    ),
    _de_la_persona(
        Declaracion,
        "Guardar las declaraciones que la persona quiere publicar",
        Grupo("archivo huella paginas", SUPRIME),
        Grupo("id cuestionario clase subida_en quitada_en", RASTRO),
        quien("subida_por"),
    ),
    _de_la_persona(
        TomaDeRevision,
        "Que dos personas no revisen lo mismo",
        Grupo("cuestionario hasta", Conservacion.CADUCA),
        quien("usuario"),
        leen=UTTAI,
    ),
    _de_la_persona(
        Observacion,
        "Decir qué se pide corregir y qué se respondió",
        Grupo("texto valor_observado respuesta", SUPRIME),
        Grupo(
            "id cuestionario ronda campo supuesto creada_en respondida_en atendida_en resolucion",
            RASTRO,
        ),
        quien("creada_por respondida_por"),
    ),
    _de_la_persona(
        Correccion,
        "Corregir lo publicado",
        Grupo("dice debe_decir motivo razon", SUPRIME),
        Grupo("id cuestionario campo pedida_en estado resuelta_en", RASTRO),
        quien("pedida_por resuelta_por"),
    ),
    _de_la_persona(
        Acuse,
        "Probar qué se envió y cuándo",
        Grupo("contenido", SUPRIME),
        Grupo("id folio cuestionario huella emitido_en", RASTRO),
        quien("emitido_para"),
    ),
    _de_la_persona(
        EscritoFueraDeTiempo,
        "No perder lo que se escribió tarde",
        Grupo("campos", SUPRIME),
        Grupo("id folio cuestionario version recibido_en usado_en", RASTRO),
        quien("autor"),
    ),
    _de_la_persona(
        Prorroga,
        "Dar más tiempo a quien lo pide con razón",
        Grupo("motivo respuesta", SUPRIME),
        Grupo("id cuestionario estado vencia_en pedida_en hasta resuelta_en", RASTRO),
        quien("pedida_por resuelta_por"),
    ),
    _de_la_persona(
        TextoComparado,
        "Hallar textos copiados de otra candidatura",
        Grupo("id cuestionario campo", SUPRIME),
        Grupo(
            "trozos semillas",
            SUPRIME,
            sin_entrega="Son números hechos de los mismos textos, para compararlos.",
        ),
        leen=SOLO_EL_SISTEMA,
    ),
    Tabla(
        EnlaceComprobado,
        Tratamiento.PERFIL,
        "No publicar enlaces rotos",
        (
            Grupo(
                "id direccion comprobado_en responde detalle",
                SUPRIME,
                sin_entrega="Son las direcciones que ya están en su cuestionario.",
            ),
        ),
        leen=UTTAI,
        titular=Titular.CANDIDATA,
    ),
    _de_la_persona(
        Recordatorio,
        "Avisar lo que falta y probar que se avisó",
        Grupo("id candidatura correo faltaba vencia_en dia pedido_en", RASTRO),
        quien("pedido_por"),
        candidatura="candidatura",
    ),
    Tabla(
        DiaInhabil,
        Tratamiento.OPERACION,
        "Contar días hábiles",
        (Grupo("id dia motivo", Conservacion.CATALOGO),),
        leen=EXPEDIENTE,
    ),
    _de_la_persona(
        MovimientoDeRegistro,
        "Aplicar sustituciones, bajas y cambios de actor, y deshacer un error",
        Grupo("retenido motivo_de_deshacer", SUPRIME),
        Grupo(
            "id clase candidatura causa acuerdo surte_efecto_en registrado_en actor_anterior "
            "actor_nuevo estaba_publicado deshecho_en",
            Conservacion.REGISTRO,
        ),
        Grupo(
            "entra",
            Conservacion.REGISTRO,
            sin_entrega="Es otra persona; su candidatura es pública.",
        ),
        quien("accesos registrado_por deshecho_por"),
        tratamiento=Tratamiento.REGISTRO,
        candidatura="candidatura",
        leen=UTTAI,
    ),
    _de_la_persona(
        AvisoAlINE,
        "Redactar el oficio con que se avisa al INE",
        Grupo("id movimiento asunto texto estado redactado_en", Conservacion.ARCHIVO),
        tratamiento=Tratamiento.INFORMES,
        candidatura="movimiento__candidatura",
        leen=UTTAI,
    ),
    _de_la_persona(
        SolicitudDeDerechos,
        "Atender los derechos de la persona sobre sus datos",
        Grupo("solicitante pide identificacion huella_de_imagen motivo efecto referencia", SUPRIME),
        Grupo(
            "id folio candidatura derecho recibida_el responder_el registrada_en sentido "
            "resuelta_en cumplir_el cumplida_en",
            RASTRO,
        ),
        quien("registrada_por resuelta_por cumplida_por"),
        tratamiento=Tratamiento.DERECHOS,
        candidatura="candidatura",
        leen=LA_PERSONA | UTTAI,
    ),
    _de_la_persona(
        EnlaceDeEntrega,
        "Entregar lo suyo a quien pidió acceso y no tiene cuenta",
        Grupo("id solicitud huella_de_ficha enviado_en vence_en usado_en", RASTRO),
        quien("enviado_por"),
        tratamiento=Tratamiento.DERECHOS,
        candidatura="solicitud__candidatura",
        leen=UTTAI,
    ),
    # Quien reporta no debe saberse por lo que se entrega a la persona reportada.
    _de_la_persona(
        ReporteDeError,
        "Corregir errores que señala la ciudadanía",
        Grupo("id candidatura clase recibido_en estado cerrado_en", RASTRO),
        Grupo("folio texto", SUPRIME, titular=Titular.CIUDADANIA),
        Grupo(
            "correo",
            Conservacion.CADUCA,
            titular=Titular.CIUDADANIA,
            finalidad="Responder a quien reporta; se borra al cerrar el reporte",
        ),
        tratamiento=Tratamiento.CIUDADANIA,
        candidatura="candidatura",
        leen=UTTAI,
    ),
    _de_la_persona(
        MovimientoDeReporte,
        "Saber qué se hizo con un reporte",
        Grupo("id reporte hacia momento", RASTRO),
        Grupo("nota", SUPRIME),
        quien("autor"),
        tratamiento=Tratamiento.CIUDADANIA,
        candidatura="reporte__candidatura",
        leen=UTTAI,
    ),
]
