"""Las cuentas, con las tablas de las bibliotecas que las atienden."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session

from captura.mapa_de_datos.comunes import SECRETO, quien
from captura.models import (
    AceptacionDeAviso,
    Adscripcion,
    Invitacion,
    RestablecimientoDeSegundoFactor,
    Rol,
    Usuario,
)
from conoceles.comun.mapa_de_datos import (
    LA_PERSONA,
    SISTEMAS,
    SOLO_EL_SISTEMA,
    Conservacion,
    Grupo,
    Lector,
    Tabla,
    Titular,
    Tratamiento,
)

SUPRIME, RASTRO, CADUCA = Conservacion.SE_SUPRIME, Conservacion.RASTRO, Conservacion.CADUCA
# Las ven quien tiene la cuenta y quien las administra.
ADMINISTRAN = LA_PERSONA | SISTEMAS | {Lector.ENLACE, Lector.COORDINACION}


def _de_la_cuenta(modelo, finalidad: str, *grupos: Grupo, **lo_demas) -> Tabla:
    return Tabla(
        modelo,
        Tratamiento.CUENTAS,
        finalidad,
        grupos,
        **{"leen": ADMINISTRAN, "titular": Titular.CUENTA, "cuenta": "user", **lo_demas},
    )


MAPA = [
    _de_la_cuenta(
        Usuario,
        "Que cada quien entre con su cuenta",
        Grupo("username email nombre", SUPRIME),
        Grupo("password", SUPRIME, leen=SOLO_EL_SISTEMA, sin_entrega=SECRETO),
        Grupo("last_login", SUPRIME),
        Grupo(
            "id is_superuser is_staff is_active date_joined es_demo groups user_permissions", RASTRO
        ),
        cuenta="id",
    ),
    _de_la_cuenta(
        Adscripcion,
        "Saber qué puede hacer cada cuenta y sobre qué",
        Grupo("id usuario rol actor candidaturas desde vence_en", RASTRO),
        cuenta="usuario",
    ),
    _de_la_cuenta(
        AceptacionDeAviso,
        "Probar que la persona leyó el aviso de privacidad antes de entregar sus datos",
        Grupo("id usuario aviso aceptado_en", RASTRO),
        cuenta="usuario",
    ),
    # Una invitación también nombra las candidaturas que se confían a otra persona.
    _de_la_cuenta(
        Invitacion,
        "Invitar a abrir una cuenta",
        Grupo("persona correo", SUPRIME),
        Grupo("huella_de_ficha", SUPRIME, leen=SOLO_EL_SISTEMA, sin_entrega=SECRETO),
        Grupo(
            "id folio rol actor candidaturas envios creada_en vence_en aceptada_en "
            "cuenta revocada_en",
            RASTRO,
        ),
        quien("invita revocada_por"),
        candidatura="candidaturas",
        cuenta="cuenta",
        solo={"rol": Rol.CANDIDATA},
    ),
    _de_la_cuenta(
        RestablecimientoDeSegundoFactor,
        "Quitar un segundo factor perdido entre dos personas",
        Grupo("motivo", SUPRIME),
        Grupo("id cuenta pedido_en resuelto_en aprobado", RASTRO),
        quien("pide resuelve"),
        cuenta="cuenta",
        leen=SISTEMAS | {Lector.COORDINACION},
    ),
    _de_la_cuenta(
        Authenticator,
        "Pedir un segundo factor",
        Grupo("data", SUPRIME, leen=SOLO_EL_SISTEMA, sin_entrega=SECRETO),
        Grupo("id user type created_at last_used_at", SUPRIME),
        leen=LA_PERSONA,
    ),
    _de_la_cuenta(
        UserSession,
        "Que cada quien vea dónde está abierta su cuenta y la cierre",
        Grupo("session_key data", CADUCA, leen=SOLO_EL_SISTEMA, sin_entrega=SECRETO),
        Grupo("id user created_at ip last_seen_at user_agent", CADUCA),
        leen=LA_PERSONA,
    ),
    _de_la_cuenta(
        Session,
        "Mantener abierta una sesión",
        Grupo("session_key session_data expire_date", CADUCA, sin_entrega=SECRETO),
        leen=SOLO_EL_SISTEMA,
        cuenta="",
    ),
    _de_la_cuenta(
        EmailAddress,
        "Comprobar un correo (la biblioteca la trae; aquí no se usa)",
        Grupo("id user email verified primary", SUPRIME),
        leen=LA_PERSONA,
    ),
    _de_la_cuenta(
        EmailConfirmation,
        "Comprobar un correo (la biblioteca la trae; aquí no se usa)",
        Grupo("key", CADUCA, leen=SOLO_EL_SISTEMA, sin_entrega=SECRETO),
        Grupo("id email_address created sent", CADUCA),
        leen=LA_PERSONA,
        cuenta="email_address__user",
    ),
    Tabla(
        Group,
        Tratamiento.CUENTAS,
        "Los trae Django; aquí no se usan",
        (Grupo("id name permissions", Conservacion.CATALOGO),),
    ),
    Tabla(
        Permission,
        Tratamiento.CUENTAS,
        "Los trae Django; aquí no se usan",
        (Grupo("id name content_type codename", Conservacion.CATALOGO),),
    ),
    Tabla(
        ContentType,
        Tratamiento.CUENTAS,
        "Los trae Django: los nombres de los modelos",
        (Grupo("id app_label model", Conservacion.CATALOGO),),
    ),
]
