using Leadgate.Server.Cli;

return await CommandLine.RunAsync(args);
