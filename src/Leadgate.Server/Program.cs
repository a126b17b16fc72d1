using Leadgate.Server.Commands;

return await CommandLine.RunAsync(args);
