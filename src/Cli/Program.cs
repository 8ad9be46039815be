using TradingAgents.Cli;

using var signals = new Signals();
return await CliApp.RunAsync(args, CliContext.OfProcess(Composition.Parts), signals.Stop);
