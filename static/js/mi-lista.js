// Mi lista: vive en el almacén del navegador y de ahí no sale. La ficha guarda su propio código QR
// ya dibujado, así que mostrar o imprimir la lista no pide nada al servidor.
(() => {
    "use strict";

    const CLAVE = "conoceles.mi-lista";
    const CAMPOS = ["id", "nombre", "cargo", "territorio", "actor", "url"];

    const leer = () => {
        try {
            const lista = JSON.parse(localStorage.getItem(CLAVE) || "[]");
            return Array.isArray(lista) ? lista.filter((c) => c && typeof c.url === "string") : [];
        } catch {
            return [];
        }
    };
    // Falso si el navegador no deja guardar (modo privado, almacén lleno).
    const guardar = (lista) => {
        try {
            localStorage.setItem(CLAVE, JSON.stringify(lista));
            return true;
        } catch {
            return false;
        }
    };
    const decir = (texto) => {
        document.querySelectorAll("[data-conoceles-dicho]").forEach((lugar) => {
            lugar.textContent = texto;
        });
    };

    // [data-conoceles-guardar]: el botón de la ficha.
    document.querySelectorAll("[data-conoceles-guardar]").forEach((boton) => {
        const { id } = boton.dataset;
        const esta = () => leer().some((c) => c.id === id);
        const pintar = () => {
            boton.textContent = esta() ? "Quitar de mi lista" : "Guardar en mi lista";
            document.querySelectorAll("[data-conoceles-ver-lista]").forEach((enlace) => {
                enlace.hidden = !esta();
            });
        };
        boton.hidden = false;
        pintar();
        boton.addEventListener("click", () => {
            const estaba = esta();
            const lista = leer().filter((c) => c.id !== id);
            if (!estaba) {
                const qr = document.querySelector("[data-conoceles-qr]");
                const nueva = Object.fromEntries(CAMPOS.map((c) => [c, boton.dataset[c] || ""]));
                nueva.lado = qr ? Number(qr.getAttribute("viewBox").split(" ")[2]) : 0;
                nueva.trazo = qr ? qr.querySelector("path").getAttribute("d") : "";
                lista.push(nueva);
            }
            if (!guardar(lista)) {
                decir("Este navegador no permite guardar la lista.");
                boton.textContent = "No se pudo guardar en este navegador";
                return;
            }
            pintar();
            decir(estaba ? "Se quitó de su lista" : "Se guardó en su lista");
        });
    });

    const pagina = document.querySelector("[data-conoceles-mi-lista]");
    if (!pagina) {
        return;
    }
    pagina.hidden = false;
    document.querySelector("[data-conoceles-sin-guion]").hidden = true;
    const renglones = pagina.querySelector("[data-conoceles-renglones]");
    const molde = pagina.querySelector("[data-conoceles-renglon]");

    const dibujar = () => {
        const lista = leer();
        renglones.replaceChildren(
            ...lista.map((candidatura) => {
                const renglon = molde.content.cloneNode(true);
                renglon.querySelectorAll("[data-de]").forEach((lugar) => {
                    lugar.textContent = candidatura[lugar.dataset.de];
                });
                // Solo direcciones de este sitio: lo guardado no decide a dónde se navega.
                const destino = new URL(candidatura.url, location.href);
                if (destino.origin === location.origin) {
                    renglon.querySelector("a").href = destino.href;
                }
                const qr = renglon.querySelector("svg");
                if (candidatura.trazo) {
                    qr.setAttribute("viewBox", `0 0 ${candidatura.lado} ${candidatura.lado}`);
                    qr.setAttribute("aria-label", `Código QR de ${candidatura.nombre}`);
                    qr.querySelector("path").setAttribute("d", candidatura.trazo);
                } else {
                    qr.remove();
                }
                const quitar = renglon.querySelector("[data-conoceles-quitar]");
                quitar.setAttribute("aria-label", `Quitar a ${candidatura.nombre}`);
                quitar.addEventListener("click", () => {
                    guardar(leer().filter((c) => c.id !== candidatura.id));
                    dibujar();
                    decir(`Se quitó a ${candidatura.nombre}`);
                });
                return renglon;
            }),
        );
        pagina.querySelector("[data-conoceles-con-lista]").hidden = lista.length === 0;
        pagina.querySelector("[data-conoceles-sin-lista]").hidden = lista.length > 0;
    };

    pagina.querySelector("[data-conoceles-vaciar]").addEventListener("click", () => {
        guardar([]);
        dibujar();
        decir("Su lista quedó vacía");
    });
    window.addEventListener("storage", dibujar);
    dibujar();
})();
