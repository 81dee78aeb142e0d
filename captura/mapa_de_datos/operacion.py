"""La bitácora, los correos y los trabajos."""

from pghistory.models import Context

from captura.mapa_de_datos.comunes import EXPEDIENTE, quien
from captura.models import (
    ActaDeSupresion,
    Acto,
    AnclaDeBitacora,
    CabezaDeBitacora,
    ContenidoDeActo,
    Correo,
    Descarga,
    Eslabon,
    PlantillaDeCorreo,
    SupresionPedida,
    Trabajo,
)
from conoceles.comun.mapa_de_datos import (
    ORGANOS,
    SISTEMAS,
    SOLO_EL_SISTEMA,
    UTTAI,
    Conservacion,
    Grupo,
    Lector,
    Tabla,
    Titular,
    Tratamiento,
)

SUPRIME, RASTRO, CADUCA = Conservacion.SE_SUPRIME, Conservacion.RASTRO, Conservacion.CADUCA
LEEN_EL_CICLO = SISTEMAS | ORGANOS | {Lector.COORDINACION}
LEEN_TRABAJOS = frozenset(Lector) - {Lector.PUBLICO}

MAPA = [
    Tabla(
        Acto,
        Tratamiento.RENDICION,
        "Probar qué se hizo, cuándo y quién",
        (
            Grupo(
                "id proceso clase candidatura actor surte_efecto_en registrado_en contexto", RASTRO
            ),
            quien("autor"),
        ),
        leen=EXPEDIENTE | SISTEMAS,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
        cuenta="autor",
    ),
    Tabla(
        ContenidoDeActo,
        Tratamiento.RENDICION,
        "Probar qué dice un acto; nunca lleva textos ni datos personales",
        (
            Grupo("acto datos", SUPRIME),
            Grupo(
                "sal",
                SUPRIME,
                leen=SOLO_EL_SISTEMA,
                sin_entrega="Es un número al azar que protege la huella del acto.",
            ),
        ),
        leen=EXPEDIENTE,
        titular=Titular.CANDIDATA,
        candidatura="acto__candidatura",
        cuenta="acto__autor",
    ),
    Tabla(
        Eslabon,
        Tratamiento.RENDICION,
        "Que se note si alguien cambia la bitácora",
        (Grupo("acto numero digesto huella", RASTRO),),
        leen=UTTAI,
    ),
    Tabla(
        AnclaDeBitacora,
        Tratamiento.RENDICION,
        "Que se note si alguien corta la bitácora",
        (Grupo("id numero firmada hecha_en", RASTRO),),
        leen=UTTAI,
    ),
    Tabla(
        CabezaDeBitacora,
        Tratamiento.RENDICION,
        "Que se note si alguien corta la bitácora",
        (Grupo("id numero huella", RASTRO),),
        leen=SOLO_EL_SISTEMA,
    ),
    Tabla(
        Context,
        Tratamiento.RENDICION,
        "Decir de quién es cada cambio de la historia",
        (Grupo("id created_at updated_at", RASTRO), quien("metadata")),
        leen=EXPEDIENTE,
    ),
    # Quien pide y quien confirma actúan por el instituto; el acta no nombra a nadie más.
    Tabla(
        SupresionPedida,
        Tratamiento.RENDICION,
        "Que dos personas decidan lo que no se deshace",
        (
            Grupo(
                "id proceso motivo previsto pedida_en resuelta_en confirmada avance terminada_en",
                RASTRO,
            ),
            quien("pide resuelve"),
        ),
        leen=LEEN_EL_CICLO,
    ),
    Tabla(
        ActaDeSupresion,
        Tratamiento.RENDICION,
        "Probar qué se suprimió y qué se conservó",
        (
            Grupo(
                "id folio proceso candidatura suprimido conservado motivo archivo huella "
                "levantada_en",
                RASTRO,
            ),
        ),
        leen=LEEN_EL_CICLO,
    ),
    Tabla(
        PlantillaDeCorreo,
        Tratamiento.OPERACION,
        "Escribir los correos",
        (Grupo("id clave asunto cuerpo actualizado_en", Conservacion.CATALOGO),),
        leen=UTTAI,
    ),
    Tabla(
        Correo,
        Tratamiento.OPERACION,
        "Enviar avisos y saber si salieron",
        (
            Grupo("asunto cuerpo", SUPRIME),
            # El aviso de una candidatura puede ir a su enlace o a quien la captura.
            Grupo("para", SUPRIME, titular=Titular.QUIEN_ACTUA, leen=UTTAI | SISTEMAS),
            Grupo(
                "reservados",
                CADUCA,
                leen=SOLO_EL_SISTEMA,
                finalidad="Llevar un enlace para entrar; se borra en cuanto el correo sale",
                sin_entrega="Es un secreto que se borra en cuanto el correo sale.",
            ),
            Grupo(
                "id clave plantilla estado intentos falla proceso candidatura creado_en "
                "proximo_intento_en enviado_en",
                RASTRO,
                leen=UTTAI | SISTEMAS,
            ),
            quien("autor"),
        ),
        leen=UTTAI,
        titular=Titular.CANDIDATA,
        candidatura="candidatura",
    ),
    Tabla(
        Trabajo,
        Tratamiento.OPERACION,
        "Hacer aparte lo que tarda y entregar su archivo, que se borra al vencer",
        (
            Grupo(
                "uuid clase clave titulo parametros estado pedido_por rol actor roles pedido_en "
                "terminado_en vence_en hecho total mensaje intentos turno latido_en "
                "se_pidio_cancelar con_entrada archivo huella tamano",
                RASTRO,
            ),
        ),
        leen=LEEN_TRABAJOS,
        titular=Titular.CUENTA,
        cuenta="pedido_por",
    ),
    Tabla(
        Descarga,
        Tratamiento.OPERACION,
        "Saber quién bajó qué archivo",
        (Grupo("id trabajo documento usuario momento huella", RASTRO),),
        leen=LEEN_TRABAJOS,
        titular=Titular.CUENTA,
        cuenta="usuario",
    ),
]
