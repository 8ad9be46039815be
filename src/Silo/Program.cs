using TradingAgents.Silo;

return await SiloCommand.Create().Parse(args).InvokeAsync();
