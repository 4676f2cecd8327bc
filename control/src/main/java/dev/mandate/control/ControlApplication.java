package dev.mandate.control;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The control plane's Spring application. The upstream starter that samples bring along is not for it. */
@SpringBootApplication(proxyBeanMethods = false, excludeName = "dev.mandate.client.upstream.UpstreamAutoConfiguration")
class ControlApplication {}
