// Addresses of pages out of Vietnamese titles, as the server makes them: `Điểm cầu` becomes `diem-cau`.
// Wagtail's own script would drop letters that bear two marks and write `dj` for `đ`.
const plain = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d").replace(/Đ/g, "D");
for (const name of ["w-sync:check", "w-sync:apply"]) {
  document.addEventListener(
    name,
    (event) => {
      const isAddress = event.target.dataset?.controller?.includes("w-slug");
      if (isAddress && event.detail?.value) event.detail.value = plain(event.detail.value);
    },
    { capture: true },
  );
}
