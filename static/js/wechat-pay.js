// <button data-wechat-pay="what WeChat is called with, as JSON" data-done="address">: only WeChat's own browser can.
(() => {
  const button = document.querySelector("[data-wechat-pay]");
  const call = JSON.parse(button.dataset.wechatPay);

  function pay() {
    WeixinJSBridge.invoke("getBrandWCPayRequest", call, (answer) => {
      // What it says is for the page alone: whether it is paid the server asks WeChat.
      button.disabled = false;
      if (answer.err_msg !== "get_brand_wcpay_request:cancel") location.assign(button.dataset.done);
    });
  }

  button.addEventListener("click", () => {
    button.disabled = true;
    if (window.WeixinJSBridge) return pay();
    document.addEventListener("WeixinJSBridgeReady", pay, { once: true });
    setTimeout(() => {
      if (window.WeixinJSBridge) return;
      button.disabled = false;
      document.querySelector("[data-no-wechat]").hidden = false;
    }, 3000);
  });
})();
