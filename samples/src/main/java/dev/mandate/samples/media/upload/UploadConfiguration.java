package dev.mandate.samples.media.upload;

import dev.mandate.samples.media.setting.MediaGatewaySettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Creates the storage beans from the settings. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {
    @Bean
    Storage storage(MediaGatewaySettings settings) throws IOException {
        return new Storage(settings.storage().folder());
    }

    @Bean
    PresignedUrls presignedUrls(MediaGatewaySettings settings) throws IOException {
        MediaGatewaySettings.Storage storage = settings.storage();
        Hmac hmac = new Hmac(StorageKey.in(Files.createDirectories(storage.folder())));
        return new PresignedUrls(hmac, storage.urlLifetime(), InstantSource.system());
    }

    @Bean
    StorageTerms storageTerms(MediaGatewaySettings settings, PresignedUrls urls) {
        return new StorageTerms(settings.storage().largestFile(), urls);
    }

    @Bean
    StoragePort storagePort(MediaGatewaySettings settings, Storage storage, Uploads uploads, PresignedUrls urls)
            throws IOException {
        MediaGatewaySettings.Listen listen = settings.listen();
        return new StoragePort(new InetSocketAddress(listen.host(), listen.storagePort()), storage, uploads, urls);
    }
}
