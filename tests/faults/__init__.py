"""The fault campaign: the bot under attack, and what it promised held against three ledgers."""
