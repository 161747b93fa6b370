// attack: Looks for the parent's secret among its environment variables.
// group: environment
// at none: stopped: a worker is started with an environment of its own
// expect: Completed

Environment.GetEnvironmentVariables().Keys.Cast<string>().FirstOrDefault(name => name.StartsWith("AGENTNB_STAGE")) is { } name ? $"{name} is {Environment.GetEnvironmentVariable(name)}" : null
