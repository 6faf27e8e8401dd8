package dev.parley.sfu.cli;

import dev.parley.sfu.configuration.ConfigurationSources;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.configuration.Setting;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of all commands that read the settings: one for each {@link Setting}, and the file. */
final class ConfigurationOptions {
    private static final String CONFIG = "--config";

    private ConfigurationOptions() {}

    static void addTo(CommandSpec spec) {
        for (Setting setting : Setting.values()) {
            spec.addOption(option(setting));
        }
        spec.addOption(OptionSpec.builder(CONFIG)
                .paramLabel("FILE")
                .type(String.class)
                .description("Reads settings from this YAML file. Environment: PARLEY_CONFIG")
                .build());
    }

    private static OptionSpec option(Setting setting) {
        OptionSpec.Builder option = OptionSpec.builder(setting.flag())
                .description(setting.description() + " Default: " + setting.standard());
        return switch (setting.form()) {
            case TEXT ->
                option.paramLabel(setting.placeholder()).type(String.class).build();
            case LIST ->
                option.paramLabel(setting.placeholder())
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .build();
            case SWITCH -> option.type(boolean.class).negatable(true).build();
        };
    }

    /** What was given, here and elsewhere. */
    static ServerConfiguration read(ParseResult arguments, Map<String, String> environment) {
        ConfigurationSources sources = new ConfigurationSources(environment);
        if (arguments.hasMatchedOption(CONFIG)) {
            sources.file(arguments.matchedOptionValue(CONFIG, ""));
        }
        for (Setting setting : Setting.values()) {
            if (arguments.hasMatchedOption(setting.flag())) {
                sources.flag(setting, values(arguments, setting));
            }
        }
        return sources.read();
    }

    private static List<String> values(ParseResult arguments, Setting setting) {
        return switch (setting.form()) {
            case TEXT -> List.of(arguments.matchedOptionValue(setting.flag(), ""));
            case LIST -> arguments.matchedOptionValue(setting.flag(), List.of());
            case SWITCH -> List.of(Boolean.toString(arguments.matchedOptionValue(setting.flag(), true)));
        };
    }
}
