// Guarda cada campo mientras se escribe. Sin este archivo, el botón Guardar hace lo mismo.
//   form[data-conoceles-autoguardado="/…/CAMPO/"]  a dónde se envía cada campo
//   data-conoceles-cuenta, data-conoceles-perfil   de quién y de cuál perfil es lo que se escribe
//   data-conoceles-entrar                          a dónde ir si la sesión terminó
//
// Mientras el servidor no confirma, el texto espera en el almacén del navegador, bajo la cuenta y el perfil,
// y se ofrece al volver. Solo esperan los campos de este formulario: aquí no hay respuestas de identidad.
(() => {
    "use strict";

    const formulario = document.querySelector("form[data-conoceles-autoguardado]");
    if (!formulario) {
        return;
    }
    const { conocelesAutoguardado: destino, conocelesCuenta: cuenta, conocelesEntrar: entrar } = formulario.dataset;
    const CLAVE = `conoceles.borrador.${cuenta}.${formulario.dataset.conocelesPerfil}`;
    const PAUSA_MS = 2500;
    const REINTENTO_MS = 15_000;
    const VIDA_MS = 15 * 24 * 60 * 60 * 1000;
    const MAXIMO = 20_000;
    const version = formulario.elements.version;
    const controles = new Map();
    const avisos = document.querySelector("[data-conoceles-avisos-de-guardado]");
    let saliendo = false;
    let sesionTerminada = false;

    // --- El almacén del navegador --------------------------------------------------------------------------
    const leer = () => {
        try {
            return JSON.parse(localStorage.getItem(CLAVE)) || {};
        } catch {
            return {};
        }
    };
    const escribir = (borrador) => {
        try {
            if (Object.keys(borrador).length) {
                localStorage.setItem(CLAVE, JSON.stringify(borrador));
            } else {
                localStorage.removeItem(CLAVE);
            }
            return true;
        } catch {
            return false;
        }
    };
    const recordar = (campo) => {
        const { control, version: vista } = controles.get(campo);
        return escribir({ ...leer(), [campo]: { valor: control.value, version: vista, en: Date.now() } });
    };
    const olvidar = (campo) => {
        const borrador = leer();
        delete borrador[campo];
        escribir(borrador);
    };

    // --- Lo que se dice ------------------------------------------------------------------------------------
    const elemento = (etiqueta, clase, texto = "") => {
        const nuevo = document.createElement(etiqueta);
        nuevo.className = clase;
        nuevo.textContent = texto;
        return nuevo;
    };
    const boton = (texto, accion) => {
        const nuevo = elemento("button", "btn btn-outline-primary", texto);
        nuevo.type = "button";
        nuevo.addEventListener("click", accion);
        return nuevo;
    };
    const decir = (campo, texto, tono = "") => {
        const { estado } = controles.get(campo);
        estado.textContent = texto;
        estado.dataset.tono = tono;
    };
    // Un aviso general por clase; el lector de pantalla lo oye porque nace con role=alert.
    const avisar = (clase, titulo, texto, ...acciones) => {
        quitarAviso(clase);
        const aviso = elemento("div", "aviso aviso--cuidado");
        aviso.dataset.clase = clase;
        aviso.setAttribute("role", "alert");
        const cuerpo = elemento("div", "aviso__cuerpo");
        cuerpo.append(elemento("p", "aviso__titulo", titulo), elemento("p", "mb-0", texto));
        if (acciones.length) {
            const fila = elemento("div", "acciones mt-2");
            fila.append(...acciones);
            cuerpo.append(fila);
        }
        aviso.append(cuerpo);
        avisos.append(aviso);
        return aviso;
    };
    const quitarAviso = (clase) => avisos.querySelector(`[data-clase="${clase}"]`)?.remove();
    const tranquilizar = () => {
        if (![...controles.values()].some((c) => c.sucio)) {
            delete formulario.dataset.conocelesConCambios;
        }
    };

    // --- Enviar --------------------------------------------------------------------------------------------
    // De uno en uno y en orden: cada guardado toma el cuestionario entero.
    let fila = Promise.resolve();
    const enviar = (campo, arreglo = "") => {
        clearTimeout(controles.get(campo).espera);
        fila = fila.then(() => enviarYa(campo, arreglo)).catch(() => sinRed(campo));
        return fila;
    };

    // La ficha contra falsificaciones cambia al volver a entrar, aunque sea en otra pestaña.
    const ficha = () => {
        const cookie = document.cookie.split("; ").find((c) => c.startsWith("csrftoken="));
        return cookie ? cookie.slice("csrftoken=".length) : formulario.elements.csrfmiddlewaretoken.value;
    };

    async function enviarYa(campo, arreglo) {
        const dato = controles.get(campo);
        if (saliendo || (!dato.sucio && !arreglo)) {
            return;
        }
        const valor = dato.control.value;
        if (valor.length > MAXIMO) {
            decir(campo, `No se guarda: pasa de ${MAXIMO} caracteres. Acórtelo.`, "error");
            return;
        }
        const cuerpo = new URLSearchParams({ cuenta, version: dato.version, [campo]: valor });
        if (arreglo) {
            cuerpo.set("arreglar", `${campo}:${arreglo}`);
        }
        decir(campo, "Guardando…");
        let respuesta;
        try {
            respuesta = await fetch(destino.replace("CAMPO", campo), {
                method: "POST",
                body: cuerpo,
                headers: { "X-CSRFToken": ficha(), Accept: "application/json" },
                redirect: "manual",
            });
        } catch {
            sinRed(campo);
            return;
        }
        quitarAviso("red");
        if (respuesta.type === "opaqueredirect") {
            sinSesion(campo);
            return;
        }
        const esJson = (respuesta.headers.get("Content-Type") || "").startsWith("application/json");
        const hubo = esJson ? await respuesta.json() : { clase: respuesta.status === 403 ? "otra_cuenta" : "falla" };
        recibir(campo, valor, hubo);
    }

    function recibir(campo, enviado, hubo) {
        const dato = controles.get(campo);
        if (hubo.clase === "guardado") {
            guardado(campo, enviado, hubo);
        } else if (hubo.clase === "conflicto") {
            elegir(campo, hubo);
        } else if (hubo.clase === "error") {
            decir(campo, `No se guardó: ${hubo.errores.join(" ")}`, "error");
        } else if (hubo.clase === "cerrado") {
            dato.sucio = false;
            olvidar(campo);
            const como = hubo.folio
                ? `Lo que escribió se conserva en privado con el folio ${hubo.folio} y no cuenta como capturado. ${hubo.vencio ? "Pida una prórroga" : "Pida al instituto que devuelva este perfil"} y cite el folio.`
                : "No había cambios por guardar.";
            const titulo = hubo.vencio ? "El plazo venció mientras usted escribía" : "El cuestionario dejó de poder editarse mientras usted escribía";
            avisar("cerrado", titulo, como,
                Object.assign(elemento("a", "btn btn-outline-primary", "Ver el cuestionario"), { href: location.pathname }));
            decir(campo, "No se guardó en el cuestionario.", "error");
            tranquilizar();
            // Lo demás que quedó sin enviar se conserva con el mismo folio.
            reintentar();
        } else if (hubo.clase === "otra_cuenta") {
            sinSesion(campo);
        } else {
            sinRed(campo);
        }
    }

    function guardado(campo, enviado, { version: nueva, hora, valor }) {
        const dato = controles.get(campo);
        const escribioMas = dato.control.value !== enviado;
        const anterior = dato.control.value;
        dato.version = nueva;
        dato.oculta.value = nueva;
        sesionTerminada = false;
        quitarAviso("sesion");
        if (escribioMas) {
            programar(campo);
            return;
        }
        dato.sucio = false;
        olvidar(campo);
        decir(campo, `Guardado a las ${hora}`, "bien");
        // Lo limpio se pone en el control solo si nadie está escribiendo en él o si lo pidió.
        if (valor !== anterior && (document.activeElement !== dato.control || dato.arreglando)) {
            poner(dato.control, valor);
            if (dato.arreglando) {
                decir(campo, `Corregido y guardado a las ${hora}.`, "bien");
                dato.estado.append(" ", boton("Deshacer", () => {
                    poner(dato.control, anterior);
                    cambio(campo);
                    enviar(campo);
                    dato.control.focus();
                }));
            }
        }
        dato.arreglando = false;
        tranquilizar();
        const ayudas = document.getElementById(`ayudas_${campo}`);
        if (ayudas && window.htmx) {
            window.htmx.trigger(ayudas, "conoceles:guardado");
        }
    }

    // Sin el aviso de «cambió» que lo volvería a enviar, pero con el contador al día.
    function poner(control, valor) {
        control.value = valor;
        ajeno = true;
        control.dispatchEvent(new Event("input", { bubbles: true }));
        ajeno = false;
        tranquilizar();
    }
    let ajeno = false;

    function sinRed(campo) {
        decir(campo, "Sin conexión: lo escrito espera en este equipo.", "error");
        avisar("red", "No hay conexión con el servidor",
            "Puede seguir escribiendo. El texto espera en este equipo y se enviará solo cuando vuelva la conexión.");
        const dato = controles.get(campo);
        clearTimeout(dato.espera);
        dato.espera = setTimeout(() => enviar(campo), REINTENTO_MS);
    }

    function sinSesion(campo) {
        const enlace = (clase) => {
            const nuevo = Object.assign(elemento("a", clase, "Entrar otra vez"), { href: entrar });
            nuevo.addEventListener("click", () => delete formulario.dataset.conocelesConCambios);
            return nuevo;
        };
        decir(campo, "Sin guardar: la sesión terminó. ", "error");
        controles.get(campo).estado.append(enlace(""));
        if (sesionTerminada && avisos.querySelector("[data-clase=sesion]")) {
            return;
        }
        sesionTerminada = true;
        avisar("sesion", "Su sesión terminó",
            "Lo que escribió espera en este equipo. Entre otra vez con la misma cuenta y se le ofrecerá aquí mismo.", enlace("btn btn-primary"));
    }

    // --- Dos personas en el mismo campo --------------------------------------------------------------------
    function elegir(campo, { version: nueva, guardada, guardada_texto: legible }) {
        const dato = controles.get(campo);
        decir(campo, "No se guardó: otra persona cambió este mismo campo.", "error");
        dato.panel?.remove();
        const panel = (dato.panel = elemento("div", "aviso aviso--cuidado"));
        panel.setAttribute("role", "alert");
        const cuerpo = elemento("div", "aviso__cuerpo");
        cuerpo.append(
            elemento("p", "aviso__titulo", "Otra persona guardó esto mientras usted escribía"),
            elemento("div", "texto-largo", legible || "Vacío"),
        );
        const resolver = (conLaMia) => {
            panel.remove();
            dato.version = nueva;
            dato.oculta.value = nueva;
            if (!conLaMia) {
                poner(dato.control, guardada);
                dato.sucio = false;
                olvidar(campo);
                decir(campo, "Se quedó lo que ya estaba guardado.", "bien");
                tranquilizar();
            } else {
                recordar(campo);
                enviar(campo);
            }
            dato.control.focus();
        };
        const acciones = elemento("div", "acciones mt-2");
        acciones.append(
            boton("Quedarme con lo que escribí", () => resolver(true)),
            boton("Usar lo que está guardado", () => resolver(false)),
        );
        cuerpo.append(acciones);
        panel.append(cuerpo);
        dato.estado.after(panel);
    }

    // --- Escribir ------------------------------------------------------------------------------------------
    function programar(campo) {
        const dato = controles.get(campo);
        clearTimeout(dato.espera);
        dato.espera = setTimeout(() => enviar(campo), PAUSA_MS);
    }

    function cambio(campo) {
        const dato = controles.get(campo);
        dato.sucio = true;
        if (!recordar(campo)) {
            decir(campo, "Este navegador no deja guardar en el equipo: espere a que diga «Guardado».", "error");
        }
    }

    formulario.addEventListener("input", ({ target }) => {
        if (controles.has(target.name) && !ajeno) {
            cambio(target.name);
            programar(target.name);
        }
    });
    formulario.addEventListener("change", ({ target }) => {
        if (controles.get(target.name)?.sucio) {
            enviar(target.name);
        }
    });
    formulario.addEventListener("click", (evento) => {
        const arreglo = evento.target.closest("button[name=arreglar]");
        if (arreglo) {
            const [campo, clave] = arreglo.value.split(":");
            evento.preventDefault();
            controles.get(campo).arreglando = true;
            enviar(campo, clave);
        }
    });
    // Lo que se envía entero lleva la ficha vigente; lo que espera se borra cuando el servidor lo devuelva igual.
    formulario.addEventListener("submit", () => {
        formulario.elements.csrfmiddlewaretoken.value = ficha();
        controles.forEach(({ espera }) => clearTimeout(espera));
    });
    document.addEventListener("conoceles:salir", () => {
        saliendo = true;
        controles.forEach(({ espera }) => clearTimeout(espera));
        delete formulario.dataset.conocelesConCambios;
    });
    const reintentar = () => controles.forEach((dato, campo) => dato.sucio && !dato.panel?.isConnected && enviar(campo));
    window.addEventListener("online", reintentar);
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sesionTerminada && reintentar());

    // --- Pegar ---------------------------------------------------------------------------------------------
    // Como captura/texto_limpio.py, que lo repite al guardar.
    const VINETA = /^[ \t\u00a0]*(?:[\uf000-\uf0ff▪▫■□●○◦‣⁃∙•·]|[o§](?=\t))[ \t\u00a0]*/gmu;
    const INVISIBLES = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\ufff0-\ufffb]/gu;
    formulario.addEventListener("paste", (evento) => {
        const { target: control } = evento;
        if (!controles.has(control.name) || control.tagName !== "TEXTAREA") {
            return;
        }
        const pegado = evento.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
        const limpio = pegado.replace(VINETA, "• ").replace(/[\v\f\u0085\u2028\u2029]/g, "\n").replace(INVISIBLES, "").normalize("NFC");
        if (limpio === pegado) {
            return;
        }
        evento.preventDefault();
        control.setRangeText(limpio, control.selectionStart, control.selectionEnd, "end");
        control.dispatchEvent(new Event("input", { bubbles: true }));
        decir(control.name, "Se limpió lo pegado: viñetas y caracteres invisibles.");
    });

    // --- Ofrecer lo que quedó esperando --------------------------------------------------------------------
    // Al guardar se juntan los blancos: una diferencia que solo es de ellos no es texto perdido.
    const llano = (texto) => texto.normalize("NFC").replace(/\s+/g, " ").trim();

    function ofrecer() {
        const borrador = leer();
        const sinGuardar = "conocelesSinGuardar" in formulario.dataset;
        const pendientes = Object.entries(borrador).filter(([campo, guardado]) => {
            const dato = controles.get(campo);
            if (!dato || Date.now() - guardado.en > VIDA_MS) {
                olvidar(campo);
                return false;
            }
            const igual = llano(guardado.valor) === llano(dato.control.value);
            if (igual && sinGuardar) {
                // El formulario volvió con errores: lo escrito está a la vista y sigue sin guardarse.
                dato.sucio = true;
                formulario.dataset.conocelesConCambios = "";
            } else if (igual) {
                olvidar(campo);
            }
            return !igual;
        });
        if (!pendientes.length) {
            return;
        }
        const aviso = avisar("pendiente", "Quedó texto sin guardar",
            "Esto escribió en este equipo y no llegó a guardarse. Recupérelo o descártelo.");
        const lista = elemento("div", "pendientes");
        for (const [campo, { valor, version: vista, en }] of pendientes) {
            const dato = controles.get(campo);
            const hora = new Date(en).toLocaleString("es-MX", { dateStyle: "medium", timeStyle: "short" });
            const caja = elemento("div", "pendiente");
            caja.append(elemento("p", "mb-1 fw-bold", `${dato.etiqueta} (${hora})`), elemento("div", "texto-largo", valor || "Vacío"));
            const acciones = elemento("div", "acciones mt-2");
            const terminar = () => {
                caja.remove();
                if (!lista.children.length) {
                    quitarAviso("pendiente");
                }
                dato.control.focus();
            };
            acciones.append(
                boton("Recuperar", () => {
                    // Con la versión que tenía a la vista al escribirlo: si otra persona la cambió, se verá.
                    dato.version = vista;
                    dato.oculta.value = vista;
                    poner(dato.control, valor);
                    cambio(campo);
                    enviar(campo);
                    terminar();
                }),
                boton("Descartar", () => {
                    olvidar(campo);
                    terminar();
                }),
            );
            acciones.querySelectorAll("button").forEach((b) => b.setAttribute("aria-label", `${b.textContent}: ${dato.etiqueta}`));
            caja.append(acciones);
            lista.append(caja);
        }
        aviso.querySelector(".aviso__cuerpo").append(lista);
    }

    for (const control of formulario.elements) {
        if (!control.name || !control.id.startsWith("id_") || control.type === "hidden" || control.tagName === "BUTTON") {
            continue;
        }
        const estado = elemento("p", "autoguardado");
        const contador = document.getElementById(`${control.id}_contador`);
        (contador || control).after(estado);
        const oculta = Object.assign(document.createElement("input"), { type: "hidden", name: `version_${control.name}`, value: version.value });
        formulario.append(oculta);
        const etiqueta = formulario.querySelector(`label[for="${control.id}"]`);
        controles.set(control.name, {
            control,
            estado,
            oculta,
            version: version.value,
            etiqueta: etiqueta ? etiqueta.textContent.trim().replace(/\s+/g, " ") : control.name,
            sucio: false,
            arreglando: false,
        });
    }
    // Con poca señal se puede escribir antes de que este archivo llegue: eso también se guarda. Al recargar, en
    // cambio, lo que difiere lo repuso el navegador y puede ser más viejo que lo guardado.
    if (performance.getEntriesByType("navigation")[0]?.type === "navigate") {
        controles.forEach(({ control }, campo) => {
            if ("defaultValue" in control && control.value !== control.defaultValue) {
                cambio(campo);
                programar(campo);
            }
        });
    }
    ofrecer();
})();
