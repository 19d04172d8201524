// <button data-wechat-transfer="what WeChat is called with, as JSON" data-done="address">: only WeChat's own browser can.
(() => {
  const button = document.querySelector("[data-wechat-transfer]");
  const call = JSON.parse(button.dataset.wechatTransfer);

  function receive() {
    WeixinJSBridge.invoke("requestMerchantTransfer", call, (answer) => {
      // What it says is for the page alone: whether it is taken the server asks WeChat.
      button.disabled = false;
      if (answer.err_msg !== "requestMerchantTransfer:cancel") location.assign(button.dataset.done);
    });
  }

  button.addEventListener("click", () => {
    button.disabled = true;
    if (window.WeixinJSBridge) return receive();
    document.addEventListener("WeixinJSBridgeReady", receive, { once: true });
    setTimeout(() => {
      if (window.WeixinJSBridge) return;
      button.disabled = false;
      document.querySelector("[data-no-wechat]").hidden = false;
    }, 3000);
  });
})();
